/** `autoPayOrBorrow` as the specification works it out, and as the recorded proxies did. */
import { Interface } from 'ethers';
import { describe, expect, it } from 'vitest';
import { poolAt } from '../../api/domain/pool-at.ts';
import { type AutoPayOrBorrow, autoPayOrBorrow } from '../../api/domain/stark-proxy.ts';
import { Ledger } from '../support/ledger.ts';
import { DAY, EPOCH_ZERO, NOBODY, Scenario } from '../support/ledger-scenario.ts';
import { type RecordedBlock, type RecordedTransaction, readRecording, recordingNames } from '../support/recording.ts';

const paid = { borrowAmount: 0n, repayBorrowAmount: 0n, repayDebtAmount: 0n, revertReason: null, missingBalance: 0n };

/** 1000 staked, all of it the borrower's; `borrowed` of it taken, `requested` to leave, `debt` owed from before. */
function preview(
  { borrowed = 0n, requested = 0n, debt = 0n, balance = 0n, poolRestricted = false, proxyRestricted = false },
  second = EPOCH_ZERO + 28n * DAY - 1n,
): AutoPayOrBorrow {
  const scenario = new Scenario();
  scenario.allocate({ [NOBODY]: 0n, borrower: 10_000n });
  scenario.at(0n).stake('alice', 1_000n);
  scenario.borrow('borrower', borrowed);
  scenario.request('alice', requested);
  scenario.books.owe('borrower', debt);
  scenario.books.borrower('borrower').isBorrowingRestricted = poolRestricted;
  const proxy = { tokenBalance: balance, isBorrowingRestricted: proxyRestricted };
  return autoPayOrBorrow(scenario.pool(second), scenario.borrower('borrower'), proxy);
}

describe('autoPayOrBorrow', () => {
  it('reverts where the debt is paid with what the repayment has spent', () => {
    const owing = { borrowed: 1_000n, requested: 200n, debt: 400n };
    expect(preview({ ...owing, balance: 500n })).toEqual({
      ...paid,
      revertReason: 'DEBT_PAYMENT_NOT_COVERED',
      missingBalance: 100n,
    });
    expect(preview({ ...owing, balance: 600n })).toEqual({ ...paid, repayBorrowAmount: 200n, repayDebtAmount: 400n });
    expect(preview({ ...owing, balance: 599n })).toMatchObject({ missingBalance: 1n });
    // Less than the debt itself in hand: all of it would go to the debt, and the repayment is missing again.
    expect(preview({ ...owing, balance: 300n })).toMatchObject({
      revertReason: 'DEBT_PAYMENT_NOT_COVERED',
      missingBalance: 300n,
    });
  });

  it('reverts where the repayment itself cannot be made', () => {
    expect(preview({ borrowed: 1_000n, requested: 200n, balance: 199n })).toEqual({
      ...paid,
      revertReason: 'REPAYMENT_NOT_COVERED',
      missingBalance: 1n,
    });
    expect(preview({ borrowed: 1_000n, requested: 200n, balance: 200n })).toEqual({ ...paid, repayBorrowAmount: 200n });
  });

  it('borrows all it can, and pays debt with its own money only', () => {
    expect(preview({ borrowed: 300n, requested: 200n, debt: 50n, balance: 20n })).toEqual({
      ...paid,
      borrowAmount: 500n,
      repayDebtAmount: 20n,
    });
    expect(preview({ borrowed: 300n, debt: 50n, balance: 80n, proxyRestricted: true })).toEqual({
      ...paid,
      repayDebtAmount: 50n,
    });
    expect(preview({ borrowed: 300n, poolRestricted: true })).toEqual(paid);
    expect(preview({ borrowed: 800n, requested: 200n })).toEqual(paid);
  });

  it('runs in the blackout window only, from its first second', () => {
    const opens = EPOCH_ZERO + 14n * DAY;
    expect(preview({}, opens)).toEqual({ ...paid, borrowAmount: 1_000n });
    const shut = { ...paid, revertReason: 'OUTSIDE_BLACKOUT_WINDOW' };
    expect(preview({ borrowed: 1_000n, balance: 0n, requested: 1n }, opens - 1n)).toEqual(shut);
    expect(preview({}, EPOCH_ZERO + 28n * DAY)).toEqual(shut);
    expect(preview({}, EPOCH_ZERO - 1n)).toEqual(shut);
  });
});

const logs = new Interface([
  'event Transfer(address indexed from, address indexed to, uint256 value)',
  'event BorrowingRestrictionChanged(bool isBorrowingRestricted)',
  'event Borrowed(uint256 amount, uint256 newBorrowedBalance)',
  'event RepaidBorrow(uint256 amount, uint256 newBorrowedBalance, bool isGuardianAction)',
  'event RepaidDebt(uint256 amount, uint256 newDebtBalance, bool isGuardianAction)',
]);

/** What the proxies hold and whether their guardians restrict them, from the logs. */
class Proxies {
  readonly balances = new Map<string, bigint>();
  readonly restricted = new Map<string, boolean>();
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  apply(block: RecordedBlock, transaction: RecordedTransaction): Record<string, bigint> {
    const moved: Record<string, bigint> = {};
    for (const log of block.logs.filter((each) => each.transactionIndex === transaction.index)) {
      const parsed = logs.parseLog(log);
      if (parsed?.name === 'Transfer' && log.address === this.#token) {
        const { from, to, value } = parsed.args;
        this.#add(from.toLowerCase(), -BigInt(value));
        this.#add(to.toLowerCase(), value);
      }
      if (parsed?.name === 'BorrowingRestrictionChanged') this.restricted.set(log.address, parsed.args[0]);
      if (log.address === transaction.to && parsed) moved[parsed.name] = parsed.args[0];
    }
    return moved;
  }

  #add(address: string, value: bigint): void {
    this.balances.set(address, (this.balances.get(address) ?? 0n) + value);
  }
}

describe('autoPayOrBorrow, as recorded', () => {
  it.each(recordingNames())('%s', { timeout: 600_000 }, async (recording) => {
    let ledger: Ledger | undefined;
    let proxies = new Proxies('');
    const seen = new Set<string>();
    for await (const line of readRecording(recording)) {
      if (line.type === 'header') {
        const address = (key: string) => line.contracts[key]?.address ?? '';
        proxies = new Proxies(address('usdc'));
        ledger = new Ledger({
          pool: address('liquidityStaking'),
          stakedToken: address('usdc'),
          distributionStart: BigInt(line.params.distributionStart),
          distributionEnd: BigInt(line.params.distributionEnd),
        });
      }
      if (line.type !== 'block' || ledger === undefined) continue;
      for (const transaction of line.transactions) {
        const proxy = transaction.to ?? '';
        const isAsked = transaction.input === '0x472613bf';
        const expected = isAsked
          ? autoPayOrBorrow(poolAt(ledger.pool, BigInt(line.timestamp)), ledger.borrower(proxy), {
              tokenBalance: proxies.balances.get(proxy) ?? 0n,
              isBorrowingRestricted: proxies.restricted.get(proxy) ?? false,
            })
          : null;
        const moved = proxies.apply(line, transaction);
        ledger.apply({ ...line, transactions: [transaction] });
        if (expected === null) continue;
        const where = `block ${line.number}: ${transaction.note}`;
        expect([where, expected.revertReason === null]).toEqual([where, transaction.status === 1]);
        expect([where, expected]).toMatchObject([
          where,
          {
            borrowAmount: moved.Borrowed ?? 0n,
            repayBorrowAmount: moved.RepaidBorrow ?? 0n,
            repayDebtAmount: moved.RepaidDebt ?? 0n,
          },
        ]);
        seen.add(
          expected.revertReason ??
            Object.keys(moved)
              .filter((name) => name !== 'Transfer')
              .join(),
        );
      }
    }
    console.info(`${recording}: autoPayOrBorrow did ${[...seen].sort().join(' | ')}`);
    if (recording === 'story')
      expect([...seen]).toEqual(
        expect.arrayContaining(['Borrowed', 'RepaidBorrow', 'OUTSIDE_BLACKOUT_WINDOW', 'REPAYMENT_NOT_COVERED']),
      );
  });
});
