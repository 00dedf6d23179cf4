/** StarkProxies in a report, over hand-made rows. USDC base units. */
import { describe, expect, it } from 'vitest';
import { type ProxyRows, starkProxiesOf } from '../../audit/report/account/stark-proxies.ts';
import { ownChecks } from '../../audit/report/checks.ts';
import type { ForcedTradeRow, ProxyMoment } from '../../audit/report/read/stark-proxies.ts';
import { SAMPLE } from './report-sample.ts';

const ONE = `0x${'1'.repeat(40)}`;
const OTHER = `0x${'2'.repeat(40)}`;
const HASH = `0x${'a'.repeat(64)}`;
const START = 1000;

const proxy = (held: bigint | null, borrowed: bigint, debt: bigint, id = ONE): ProxyMoment => ({
  ...{ id, isKnownFromCreation: held !== null, tokenBalance: held, approvedAmountForExternalWithdrawal: 9n },
  ...{ isBorrowingRestricted: false, borrower: { borrowedBalance: borrowed, debtBalance: debt } },
});
const NO_FLOW = {
  ...{ borrowed: 0n, repaidBorrow: 0n, repaidDebt: 0n, depositedToExchange: 0n, withdrawnFromExchange: 0n },
  ...{ reclaimedFromExchange: 0n, withdrawnFromSurplus: 0n, withdrawnByApproval: 0n, withdrawnInBreach: 0n },
  ...{ otherOutflow: 0n, received: 0n, sent: 0n },
};
const rows = (change: Partial<ProxyRows>): ProxyRows => ({
  ...{ start: START, opening: [], closing: [proxy(10n, 4n, 2n)], flows: [], breaches: [] },
  ...{ forcedTrades: [], actions: [], ...change },
});
const action = (verb: string, change: object = {}): ProxyRows['actions'][number] => ({
  ...{ sequence: 1, timestamp: START, transactionHash: HASH, transactionFrom: OTHER, verb, starkProxy: ONE },
  ...change,
});

describe('at a moment', () => {
  it.each([
    [proxy(10n, 4n, 2n), '4'],
    [proxy(5n, 4n, 2n), '0'],
    [proxy(null, 4n, 2n), null],
    [{ ...proxy(5n, 0n, 0n), borrower: null }, '5'],
  ])('%# has above what it owes', (moment, surplus) => {
    const [one] = starkProxiesOf(rows({ opening: [moment], closing: [moment] }));
    expect([one?.opening?.surplus, one?.closing.surplus]).toEqual([surplus, surplus]);
  });

  it('has no opening where it is first seen in the epoch', () => {
    expect(starkProxiesOf(rows({}))[0]?.opening).toBeNull();
  });
});

it('received what no log explains', () => {
  const flows = [{ ...NO_FLOW, id: '0x', starkProxy: ONE, borrowed: 3n, reclaimedFromExchange: 1n, received: 9n }];
  expect(starkProxiesOf(rows({ flows }))[0]?.flows).toMatchObject({ otherInflow: '5', received: '9', sent: '0' });
  // Of one whose transfers are not followed, nothing is known to have come in.
  const late = starkProxiesOf(rows({ flows, closing: [proxy(null, 0n, 0n)] }));
  expect(late[0]?.flows.otherInflow).toBe('0');
});

describe('forced trades', () => {
  const trade = (change: Partial<ForcedTradeRow>): ForcedTradeRow => ({
    ...{ id: '0x', starkProxy: ONE, argsHash: HASH, vaultId: 1n, status: 'queued', queuedAt: 100, decidedAt: null },
    ...{ earliestSubmission: 700, latestSubmission: 900, ...change },
  });
  it.each([
    ['queued in the epoch', { queuedAt: START }, 1],
    ['decided in it', { decidedAt: START, status: 'vetoed' }, 1],
    ['that can still be submitted', { latestSubmission: START }, 1],
    ['that ran out before', {}, 0],
    ['decided before', { decidedAt: 800, status: 'submitted', latestSubmission: 2000 }, 0],
    ['of another', { starkProxy: OTHER, queuedAt: START }, 0],
  ] as const)('%s', (_, change, count) => {
    expect(starkProxiesOf(rows({ forcedTrades: [trade(change)] }))[0]?.forcedTrades).toHaveLength(count);
  });
});

it('tells what a guardian did from what others did', () => {
  const actions = [
    action('repayBorrowByProxy', { isGuardianAction: true, amount: 7n }),
    action('repayBorrowByProxy', { isGuardianAction: false, amount: 8n }),
    action('setProxyBorrowingRestriction', { isBorrowingRestricted: true }),
    action('vetoForcedTrade', { argsHash: HASH }),
    action('cancelDeposit', { starkProxy: OTHER, isGuardianAction: true }),
  ];
  const told = starkProxiesOf(rows({ actions }))[0]?.guardianActions;
  expect(told?.map(({ verb, amount, remark }) => [verb, amount, remark])).toEqual([
    ['repayBorrowByProxy', '7', ''],
    ['setProxyBorrowingRestriction', null, 'restricted'],
    ['vetoForcedTrade', null, HASH],
  ]);
});

it('tells its own roles from those of other contracts', () => {
  const role = { name: 'BORROWER_ROLE', role: HASH, contract: ONE };
  const given = (verb: string, change: object) => action(verb, { starkProxy: undefined, account: OTHER, ...change });
  const actions = [
    given('grantRole', { role }),
    given('revokeRole', { role: { ...role, name: null } }),
    given('grantRole', { role: { ...role, contract: OTHER } }),
  ];
  const changes = starkProxiesOf(rows({ actions }))[0]?.roleChanges;
  expect(changes?.map(({ verb, role: name, account }) => [verb, name, account])).toEqual([
    ['grantRole', 'BORROWER_ROLE', OTHER],
    ['revokeRole', HASH, OTHER],
  ]);
});

describe('its check', () => {
  const check = (change: object) => {
    const [one] = structuredClone(SAMPLE.starkProxies);
    if (one === undefined) throw new Error('the sample has no StarkProxy');
    Object.assign(one.flows, change);
    return ownChecks({ ...SAMPLE, starkProxies: [one] }).find(({ id }) => id === 'report-stark-proxies');
  };
  it('holds where it holds what it had, received and sent', () => {
    expect(check({})).toMatchObject({ holds: true, compared: 2 });
  });
  it.each([
    ['received', '9'],
    ['sent', '4'],
    ['withdrawnFromSurplus', '1'],
  ])('does not hold where %s is %s', (flow, amount) => {
    expect(check({ [flow]: amount })?.holds).toBe(false);
  });
});
