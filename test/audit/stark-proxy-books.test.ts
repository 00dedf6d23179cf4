/** The second set of books of StarkProxies, over hand-made activities: the rules that no recording breaks. */
import { describe, expect, it } from 'vitest';
import { LedgerBooks } from '../../audit/books/ledger-books.ts';
import { StarkProxyStorage } from '../../audit/books/stark-proxies.ts';
import { bookStarkProxy } from '../../audit/books/stark-proxy-entries.ts';
import type { Activity } from '../../audit/ledger/rows.ts';
import type { LedgerSource, Stored } from '../../audit/ledger/source.ts';

const POOL = `0x${'f'.repeat(40)}`;
const PROXY = `0x${'1'.repeat(40)}`;
const ALICE = `0x${'a'.repeat(40)}`;
const KEY = `${PROXY}${'7'.padStart(64, '0')}`;
const VAULT = `${KEY}${'9'.padStart(64, '0')}`;
const [ONE, TWO] = [`0x${'1'.repeat(64)}`, `0x${'2'.repeat(64)}`];
const ARGS = ['7', '0', '9', ...Array<string>(9).fill('0')];
const DAY = 86_400n;
const QUEUED = 1_000_000n;
const OWNER = `${PROXY}${'b'.repeat(64)}`;
const BORROWER = `${PROXY}${'c'.repeat(64)}`;

let next = 0;
function activity(type: string, fields: Record<string, string>, timestamp = QUEUED): Activity {
  const id = `0x${(++next).toString(16).padStart(72, '0')}`;
  return {
    ...{ id, type, sequence: next, epoch: '0', block: { id: '0x', number: 1, timestamp }, blockNumber: 1, timestamp },
    ...{ transactionHash: '0x', transactionIndex: 0, transactionFrom: ALICE, logIndex: 0, verb: '', actors: [] },
    ...{ fields: 'role' in fields ? fields : { starkProxy: PROXY, ...fields }, changeIds: [] },
  };
}

/** Books of one StarkProxy, for which the pool's say what is owed. */
async function books({ isConfigured = true, borrowed = 0n, debt = 0n } = {}): Promise<StarkProxyStorage> {
  const pool = new LedgerBooks(0n, 0n);
  Object.assign(pool.borrower(PROXY), { borrowedBalance: borrowed, debtBalance: debt });
  const rows: Record<string, Stored[]> = {
    starkProxies: [{ id: PROXY, isKnownFromCreation: isConfigured }],
    forcedTrades: [ONE, TWO].map((hash) => ({ id: PROXY + hash.slice(2), args: ARGS })),
  };
  const storage = new StarkProxyStorage(POOL, pool);
  await storage.know({
    async *entities(kind: string) {
      yield rows[kind] ?? [];
    },
  } as unknown as LedgerSource);
  return storage;
}

const breaches = ({ rows }: StarkProxyStorage) => [...rows.breaches.values()].map(({ rule }) => rule);
const trade = ({ rows }: StarkProxyStorage, hash: string) => rows.forcedTrades.get(PROXY + hash.slice(2)) ?? {};

describe('a forced trade', () => {
  const queue = (hash: string) => activity('QueuedForcedTradeRequest', { argsHash: hash });
  const submit = (timestamp: bigint, fields = {}) =>
    activity(
      'RequestedForcedTrade',
      { starkKey: KEY, position: VAULT, isGuardianAction: 'false', ...fields },
      timestamp,
    );

  it.each([
    [7n * DAY - 1n, 'queued', ['forcedTradeOutsideWindow']],
    [7n * DAY, 'submitted', []],
    [14n * DAY, 'submitted', []],
    [14n * DAY + 1n, 'queued', ['forcedTradeOutsideWindow']],
  ])('submitted after %i seconds', async (seconds, status, broken) => {
    const storage = await books();
    for (const each of [queue(ONE), submit(QUEUED + seconds)]) bookStarkProxy(storage, each);
    expect([trade(storage, ONE).status, breaches(storage)]).toEqual([status, broken]);
  });

  it('is one of two, and nothing tells which, unless the activity does', async () => {
    const [open, told] = [await books(), await books()];
    for (const storage of [open, told]) for (const hash of [ONE, TWO]) bookStarkProxy(storage, queue(hash));
    bookStarkProxy(open, submit(QUEUED + 8n * DAY));
    bookStarkProxy(told, submit(QUEUED + 8n * DAY, { forcedTrade: PROXY + TWO.slice(2) }));
    expect([ONE, TWO].map((hash) => trade(open, hash).status)).toEqual(['ambiguous', 'ambiguous']);
    expect([ONE, TWO].map((hash) => trade(told, hash).status)).toEqual(['queued', 'submitted']);
  });

  it('starts to wait again when it is queued again, and cannot be submitted once vetoed', async () => {
    const storage = await books();
    bookStarkProxy(storage, queue(ONE));
    bookStarkProxy(storage, { ...queue(ONE), timestamp: QUEUED + DAY });
    expect(trade(storage, ONE)).toMatchObject({ queueCount: '2', queuedAt: String(QUEUED + DAY) });
    bookStarkProxy(storage, activity('GuardianVetoedForcedTradeRequest', { argsHash: ONE }));
    bookStarkProxy(storage, submit(QUEUED + 9n * DAY));
    expect([trade(storage, ONE).status, breaches(storage)]).toEqual(['vetoed', ['forcedTradeOutsideWindow']]);
  });

  it('of the guardian needs debt', async () => {
    const [without, withDebt] = [await books(), await books({ debt: 1n })];
    for (const storage of [without, withDebt]) bookStarkProxy(storage, submit(QUEUED, { isGuardianAction: 'true' }));
    expect([breaches(without), breaches(withDebt)]).toEqual([['forcedByGuardianWithoutDebt'], []]);
  });
});

describe('a payment to a recipient', () => {
  it.each([
    [5n, 3n, 10n, 'withdrawnByApproval', '2', []],
    [3n, 3n, 10n, 'withdrawnByApproval', '0', []],
    [2n, 3n, 4n, 'withdrawnFromSurplus', '0', []],
    [2n, 3n, 8n, 'withdrawnInBreach', '0', ['withdrewAboveSurplus']],
  ])('with %i approved, of %i, out of 10 with %i owed', async (approved, amount, borrowed, purpose, left, broken) => {
    const storage = await books({ borrowed });
    const set = { recipient: ALICE, isAllowed: 'true' };
    for (const each of [
      activity('UpdatedExternalRecipient', { ...set, externalRecipient: PROXY + ALICE.slice(2) }),
      activity('GuardianUpdateApprovedAmountForExternalWithdrawal', { approvedAmount: String(approved) }),
      activity('StarkProxyTokenTransfer', { from: POOL, to: PROXY, value: '10' }),
      activity('StarkProxyTokenTransfer', { from: PROXY, to: ALICE, value: String(amount) }),
    ])
      bookStarkProxy(storage, each);
    const withdrawal = bookStarkProxy(
      storage,
      activity('ExternalWithdrewToken', { recipient: ALICE, amount: String(amount) }),
    );
    expect([withdrawal?.purpose, breaches(storage)]).toEqual([purpose, broken]);
    const [outflow] = storage.rows.tokenOutflows.values();
    expect(outflow?.purpose).toBe(purpose);
    expect(storage.rows.starkProxies.get(PROXY)).toMatchObject({
      ...{ approvedAmountForExternalWithdrawal: left, cumulativeOtherOutflow: '0', tokenBalance: String(10n - amount) },
    });
  });

  it('that is not on the list, and one of a StarkProxy whose list is not known', async () => {
    const [known, late] = [await books(), await books({ isConfigured: false })];
    for (const storage of [known, late])
      bookStarkProxy(storage, activity('ExternalWithdrewEther', { recipient: ALICE, etherAmount: '1' }));
    expect([breaches(known), breaches(late)]).toEqual([['paidDisallowedRecipient'], []]);
  });
});

describe('a stark key that is not allowed', () => {
  it.each([
    ['DepositedToExchange', { tokenAmount: '0' }, 'depositedWithDisallowedKey'],
    ['WithdrewFromExchange', { tokenAmount: '0' }, 'withdrewWithDisallowedKey'],
    ['DepositCanceled', {}, 'canceledWithDisallowedKey'],
    ['DepositReclaimed', { fundsReclaimed: '0' }, 'reclaimedWithDisallowedKey'],
  ])('%s', async (type, amount, rule) => {
    const [owner, guardian, allowed] = [await books(), await books(), await books()];
    const fields = { starkKey: KEY, position: VAULT, ...amount };
    bookStarkProxy(owner, activity(type, fields));
    bookStarkProxy(guardian, activity(type, { ...fields, isGuardianAction: 'true' }));
    bookStarkProxy(allowed, activity('UpdatedStarkKey', { starkKey: KEY, isAllowed: 'true' }));
    bookStarkProxy(allowed, activity(type, fields));
    expect([owner, guardian, allowed].map(breaches)).toEqual([[rule], [], []]);
  });
});

it('borrows and deposits while its guardian forbids it', async () => {
  const storage = await books({ borrowed: 5n });
  for (const each of [
    activity('UpdatedStarkKey', { starkKey: KEY, isAllowed: 'true' }),
    activity('StarkProxyTokenTransfer', { from: POOL, to: PROXY, value: '4' }),
    activity('StarkProxyBorrowingRestrictionChanged', { isBorrowingRestricted: 'true' }),
    activity('StarkProxyBorrowed', { amount: '1' }),
    activity('DepositedToExchange', { starkKey: KEY, position: VAULT, tokenAmount: '1' }),
  ])
    bookStarkProxy(storage, each);
  expect(breaches(storage)).toEqual(['borrowedWhileRestricted', 'depositedBelowOwedWhileRestricted']);
  expect(storage.rows.starkProxies.get(PROXY)?.breachCount).toBe('2');
});

it('has roles that only holders of the admin role give and take', async () => {
  const storage = await books();
  const [owner, stranger] = [ALICE, POOL];
  const admin = `0x${OWNER.slice(42)}`;
  const book = (type: string, fields: Record<string, string>) => bookStarkProxy(storage, activity(type, fields));
  // At first no role has an admin, and nobody is judged.
  book('RoleGranted', { role: OWNER, account: owner, sender: stranger });
  for (const role of [OWNER, BORROWER]) book('RoleAdminChanged', { role, newAdminRole: admin });
  book('RoleGranted', { role: BORROWER, account: stranger, sender: owner });
  expect(breaches(storage)).toEqual([]);
  book('RoleGranted', { role: BORROWER, account: owner, sender: stranger });
  book('RoleRevoked', { role: OWNER, account: owner, sender: stranger });
  // To give up one's own needs no role.
  book('RoleRevoked', { role: BORROWER, account: stranger, sender: stranger });
  expect(breaches(storage)).toEqual(['grantedWithoutRole', 'revokedWithoutRole']);
});
