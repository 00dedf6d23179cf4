/** Every recorded answer of the pool's contract against what api/domain answers from the shadow ledger's state. */
import { describe, expect, it } from 'vitest';
import { requiredRepayment } from '../../api/domain/borrowing.ts';
import { borrowerShortfallAmount, shortfallAmount } from '../../api/domain/debt-accounting.ts';
import { debtBalance, pendingDebtReceipts } from '../../api/domain/inactive-balances.ts';
import { min } from '../../api/domain/integers.ts';
import { poolAt, rollPool, rollStaker } from '../../api/domain/pool-at.ts';
import { claimableRewards } from '../../api/domain/rewards.ts';
import { solvency } from '../../api/domain/solvency.ts';
import type { PoolAt } from '../../api/domain/state.ts';
import { Ledger, type PoolEvent } from '../support/ledger.ts';
import { type Answer, type ProbeGroup, type Probes, readRecording, recordingNames } from '../support/recording.ts';
import { BORROWER_VIEWS, INDEXED_VIEWS, NOT_ARITHMETIC, POOL_VIEWS, STAKER_VIEWS, type Value } from './views.ts';

/** Below these the comparison has lost recorded answers on the way. */
const AT_LEAST: Record<string, { probes: number; events: number }> = {
  quickstart: { probes: 3_823, events: 9 },
  quirks: { probes: 16_908, events: 17 },
  story: { probes: 199_921, events: 65 },
};

class Comparison {
  probes = 0;
  events = 0;
  /** Of the last block. */
  timestamp = 0n;
  readonly differences: string[] = [];
  readonly unknown = new Set<string>();
  ledger: Ledger | undefined;

  compareProbes(probes: Probes): void {
    const { ledger } = this;
    if (ledger === undefined) return;
    const state = ledger.pool;
    const pool = poolAt(state, BigInt(probes.timestamp));
    // The same answers are due once the contract has rolled over on the way.
    const half = (this.timestamp + pool.at) / 2n;
    const rolled = poolAt(rollPool(state, half), pool.at);
    for (const group of probes.groups) {
      if (group.contract !== 'liquidityStaking') continue;
      for (const [view, answer] of Object.entries(group.results)) {
        const where = `block ${probes.block} at ${probes.timestamp}: ${view}(${group.args})`;
        if (NOT_ARITHMETIC.test(view)) continue;
        const value = evaluate(ledger, pool, group, view);
        if (value === undefined) this.unknown.add(view);
        else this.#probe(where, answer, value);
        if (!view.startsWith('storage:') && !same(answer, evaluate(ledger, rolled, group, view, half) ?? null)) {
          this.differences.push(`${where}, rolled over before`);
        }
      }
    }
    for (const address of ledger.stakers) this.#compareReceipts(pool, address);
  }

  #probe(where: string, answer: Answer, value: Value): void {
    this.probes++;
    if (!same(answer, value)) this.differences.push(`${where} is ${value}, recorded ${JSON.stringify(answer)}`);
  }

  #compareReceipts(pool: PoolAt, address: string): void {
    const staker = (this.ledger as Ledger).staker(address);
    const sum = pendingDebtReceipts(pool, staker).reduce((total, { amount }) => total + amount, 0n);
    if (pool.epoch !== null && sum !== debtBalance(pool, staker) - staker.settledDebtBalance) {
      this.differences.push(`pending receipts of ${address} at ${pool.at} sum to ${sum}`);
    }
  }

  /** What a log says the contract just decided, against what the state before it says it would. */
  compareEvent = ({ name, timestamp, transaction, address, amount }: PoolEvent): void => {
    const ledger = this.ledger as Ledger;
    const expectEqual = (what: string, value: bigint, logged: bigint) => {
      this.events++;
      if (value !== logged) this.differences.push(`${what} at ${timestamp} is ${value}, logged ${logged}`);
    };
    const pool = poolAt(ledger.pool, timestamp);
    if (name === 'ClaimedRewards') {
      const claimed = claimableRewards(pool, ledger.staker(address('user')));
      expectEqual(`claimableRewards(${address('user')})`, claimed, amount('claimedRewards'));
    }
    if (name === 'DebtMarked' && this.#marked.hash !== transaction.hash) {
      const shortfall = shortfallAmount(pool);
      this.#marked = { hash: transaction.hash, shortfall: min(shortfall, pool.totalInactive.current) };
      const charged = borrowerShortfallAmount(pool, ledger.borrower(address('borrower')));
      expectEqual(`borrowerShortfallAmount(${address('borrower')})`, charged, amount('amount'));
      if (solvency(pool).isSolvent) this.differences.push(`solvent at ${timestamp}, where debt is marked`);
    }
    if (name === 'ConvertedInactiveBalancesToDebt') {
      expectEqual('shortfallAmount', this.#marked.shortfall, amount('shortfallAmount'));
    }
    if (name === 'RepaidBorrow' && transaction.note?.includes('autoPayOrBorrow')) {
      const required = requiredRepayment(pool, ledger.borrower(address('borrower')));
      expectEqual(`requiredRepayment(${address('borrower')})`, required, amount('amount'));
    }
    if (name === 'WithdrewDebt' || name === 'OperatorDecreasedStakerDebt') {
      const debt = debtBalance(pool, ledger.staker(address('staker'))) - amount('amount');
      expectEqual(`debtBalance(${address('staker')})`, debt, amount('newDebtBalance'));
    }
  };
  #marked = { hash: '', shortfall: 0n };
}

/** Undefined for a view that is none of the three kinds. `half` asks for a staker settled at that second. */
function evaluate(ledger: Ledger, pool: PoolAt, group: ProbeGroup, view: string, half?: bigint): Value | undefined {
  const [subject] = group.args;
  if (subject === undefined) return POOL_VIEWS[view]?.(pool);
  if (view in INDEXED_VIEWS) return INDEXED_VIEWS[view]?.(pool, BigInt(subject));
  if (view in BORROWER_VIEWS) return BORROWER_VIEWS[view]?.(pool, ledger.borrower(subject));
  const staker = ledger.staker(subject);
  return STAKER_VIEWS[view]?.(pool, half === undefined ? staker : rollStaker(poolAt(ledger.pool, half), staker));
}

function same(answer: Answer, value: Value): boolean {
  if (typeof answer === 'object' && !Array.isArray(answer)) return value === null;
  return Array.isArray(answer) ? String(answer) === String(value) : String(answer) === String(value) && value !== null;
}

describe('the contract, as recorded', () => {
  it('is there to compare with', () => {
    expect(recordingNames()).toEqual(expect.arrayContaining(Object.keys(AT_LEAST)));
  });

  it.each(recordingNames())('%s', { timeout: 600_000 }, async (recording) => {
    const comparison = new Comparison();
    for await (const line of readRecording(recording)) {
      if (line.type === 'header') {
        const address = (key: string) => line.contracts[key]?.address ?? '';
        comparison.ledger = new Ledger({
          pool: address('liquidityStaking'),
          stakedToken: address('usdc'),
          distributionStart: BigInt(line.params.distributionStart),
          distributionEnd: BigInt(line.params.distributionEnd),
        });
        comparison.ledger.onEvent = comparison.compareEvent;
      }
      if (line.type === 'block') {
        comparison.ledger?.apply(line);
        comparison.timestamp = BigInt(line.timestamp);
      }
      if (line.type === 'probes') comparison.compareProbes(line);
    }
    const { probes, events, differences, unknown } = comparison;
    console.info(`${recording}: ${probes} recorded answers and ${events} logged amounts, ${differences.length} differ`);
    expect([...unknown]).toEqual([]);
    expect(differences.slice(0, 20)).toEqual([]);
    expect(probes).toBeGreaterThanOrEqual(AT_LEAST[recording]?.probes ?? 1);
    expect(events).toBeGreaterThanOrEqual(AT_LEAST[recording]?.events ?? 0);
  });
});
