/** Ways in which the ledger of `story` can be wrong about StarkProxies, each with what must find it and name it. */
import type { KeptLedger, Row } from '../support/kept-ledger.ts';
import { activity, type Corruption, change, more, nthOf, remove } from './alter.ts';
import { ledgerOf } from './verified.ts';

const KEPT = ledgerOf('story');
const nth = nthOf(KEPT.activities);
const fieldOf = (sequence: number, field: string): string => activity(KEPT, sequence).fields[field] ?? '';

const DEPOSIT = nth(1, 'DepositedToExchange');
const WITHDRAWAL = nth(1, 'WithdrewFromExchange');
const KEY = nth(1, 'UpdatedStarkKey');
const PAYMENT = nth(1, 'ExternalWithdrewToken');
const RESTRICTION = nth(1, 'StarkProxyBorrowingRestrictionChanged');
const RECLAIM = nth(1, 'DepositReclaimed');
const VETO = nth(1, 'GuardianVetoedForcedTradeRequest');
const FORCED = nth(2, 'RequestedForcedTrade');
const UPGRADE = nth(1, 'Upgraded');
const RECIPIENT = nth(1, 'UpdatedExternalRecipient');
const GRANT = KEPT.activities.filter(({ type, fields }) => type === 'RoleGranted' && isOfProxy(fields.role)).at(-1);
const LOAN = nth(1, 'StarkProxyBorrowed');

function isOfProxy(role = ''): boolean {
  return KEPT.entities.starkProxies.some(({ id }) => role.startsWith(String(id)));
}
const first = (ledger: KeptLedger, kind: 'starkProxies' | 'tokenOutflows' | 'starkProxyEpoches'): Row =>
  ledger.entities[kind][0] as Row;
const id = (kind: 'starkProxies' | 'tokenOutflows' | 'starkProxyEpoches'): string => String(first(KEPT, kind).id);

export const STARK_PROXY_CORRUPTIONS: readonly Corruption[] = [
  {
    name: 'the amount of a deposit to the exchange',
    corrupt: (ledger) => more(activity(ledger, DEPOSIT).fields, 'tokenAmount'),
    found: [
      ['stark-proxies', DEPOSIT],
      ['flows', 'depositToExchange amount'],
    ],
  },
  {
    name: 'a stark key that was allowed and is said not to have been',
    corrupt: (ledger) => {
      activity(ledger, KEY).fields.isAllowed = 'false';
    },
    // The deposits to it would have been refused.
    found: [
      ['stark-proxies', KEY],
      ['stark-proxies', 'breaches'],
    ],
  },
  {
    name: 'a permission of a stark key that is missing',
    corrupt: (ledger) => remove(ledger, KEY),
    found: [
      ['order', KEY],
      ['stark-proxies', `starkKeys ${fieldOf(KEY, 'starkKey')} isAllowed`],
    ],
  },
  {
    name: 'the key of a withdrawal from the exchange',
    corrupt: (ledger) => {
      activity(ledger, WITHDRAWAL).fields.starkKey = `${fieldOf(WITHDRAWAL, 'starkProxy')}${'07'.repeat(32)}`;
    },
    found: [['stark-proxies', WITHDRAWAL]],
  },
  {
    name: 'a payment that is said to be out of the surplus',
    corrupt: (ledger) => {
      const { fields } = activity(ledger, PAYMENT);
      fields.purpose = fields.purpose === 'withdrawnFromSurplus' ? 'withdrawnByApproval' : 'withdrawnFromSurplus';
    },
    found: [['stark-proxies', PAYMENT]],
  },
  {
    name: 'the surplus before a payment',
    corrupt: (ledger) => more(activity(ledger, PAYMENT).fields, 'surplus'),
    found: [['stark-proxies', PAYMENT]],
  },
  {
    name: 'a recipient that was allowed and is said not to have been',
    corrupt: (ledger) => {
      activity(ledger, RECIPIENT).fields.isAllowed = 'false';
      change(ledger, RECIPIENT, 'isAllowed').after = 0n;
    },
    found: [['stark-proxies', `externalRecipients ${fieldOf(RECIPIENT, 'externalRecipient')} isAllowed`]],
  },
  {
    name: 'a restriction of the guardian that is missing',
    corrupt: (ledger) => remove(ledger, RESTRICTION),
    found: [
      ['order', RESTRICTION],
      ['chains', nth(2, 'StarkProxyBorrowingRestrictionChanged')],
    ],
  },
  {
    name: 'what was reclaimed from the exchange',
    corrupt: (ledger) => more(activity(ledger, RECLAIM).fields, 'fundsReclaimed'),
    found: [['stark-proxies', RECLAIM]],
  },
  {
    name: 'a veto of a forced trade that is missing',
    corrupt: (ledger) => remove(ledger, VETO),
    found: [
      ['order', VETO],
      ['stark-proxies', `forcedTrades ${fieldOf(VETO, 'forcedTrade')} status`],
    ],
  },
  {
    name: 'a forced trade that is submitted a day too early',
    corrupt: (ledger) => {
      activity(ledger, FORCED).timestamp -= 86_400n;
    },
    found: [
      ['stark-proxies', FORCED],
      ['order', FORCED],
    ],
  },
  {
    name: 'a loan while the guardian forbids it',
    corrupt: (ledger) => {
      const restriction = activity(ledger, RESTRICTION);
      restriction.fields.starkProxy = fieldOf(LOAN, 'starkProxy');
      restriction.sequence = LOAN - 0.5;
    },
    found: [['stark-proxies', LOAN]],
  },
  {
    name: 'a role of a StarkProxy that is granted by who may not',
    corrupt: (ledger) => {
      activity(ledger, GRANT?.sequence ?? 0).fields.sender = `0x${'07'.repeat(20)}`;
    },
    found: [['stark-proxies', GRANT?.sequence ?? 0]],
  },
  {
    name: 'what a StarkProxy holds',
    corrupt: (ledger) => more(first(ledger, 'starkProxies'), 'tokenBalance'),
    found: [['stark-proxies', `starkProxies ${id('starkProxies')} tokenBalance`]],
  },
  {
    name: 'a sum of a StarkProxy',
    corrupt: (ledger) => more(first(ledger, 'starkProxies'), 'cumulativeDepositedToExchange'),
    found: [['stark-proxies', `starkProxies ${id('starkProxies')} cumulativeDepositedToExchange`]],
  },
  {
    name: 'what USDC left for',
    corrupt: (ledger) => {
      first(ledger, 'tokenOutflows').purpose = 'other';
    },
    found: [['stark-proxies', `tokenOutflows ${id('tokenOutflows')} purpose`]],
  },
  {
    name: 'a flow of a StarkProxy in an epoch',
    corrupt: (ledger) => more(first(ledger, 'starkProxyEpoches'), 'received'),
    found: [['stark-proxies', `starkProxyEpoches ${id('starkProxyEpoches')} received`]],
  },
  {
    name: 'a breach that is none',
    corrupt: (ledger) => {
      ledger.entities.breaches.push({ id: `${activity(ledger, DEPOSIT).id}00`, rule: 'depositedWithDisallowedKey' });
    },
    found: [['stark-proxies', 'breaches']],
  },
  {
    name: 'a StarkProxy that is not stored',
    corrupt: (ledger) => {
      ledger.entities.starkProxies.shift();
    },
    found: [
      ['stark-proxies', `starkProxies ${id('starkProxies')}`],
      ['permissions', 'roles'],
    ],
  },
  {
    name: 'the code of a StarkProxy',
    corrupt: (ledger) => {
      activity(ledger, UPGRADE).fields.implementation = `0x${'07'.repeat(20)}`;
    },
    found: [['permissions', `proxy ${fieldOf(UPGRADE, 'proxy')}`]],
  },
];
