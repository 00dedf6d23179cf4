/**
 * An auditor's path through the default of `story`: which epoch, who defaulted, where each staker's loss came from and
 * how much of it came back. Queries alone; the figures are held against what the contract answered.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { readRecording } from '../support/recording.ts';
import { type GatewayStack, startGatewayStack } from './gateway-stack.ts';

const INDEX_BASE = 10n ** 36n;

interface Loss {
  readonly id: string;
  readonly inactive: string;
  readonly debt: string;
}

let stack: GatewayStack;
beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
});
afterAll(() => stack?.stop());

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which each test writes beside its expectation.
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const { data, errors } = await stack.ask(query, variables);
  expect(errors).toBeUndefined();
  return data;
}

/** What the contract answered at a block, by account. */
async function recorded(view: string, block: number): Promise<Map<string, bigint>> {
  const answers = new Map<string, bigint>();
  for await (const line of readRecording('story')) {
    if (line.type !== 'probes' || line.kind !== 'block' || line.block !== block) continue;
    for (const { args, results } of line.groups) {
      const answer = results[view];
      if (args[0] && typeof answer === 'string') answers.set(args[0].toLowerCase(), BigInt(answer));
    }
  }
  return answers;
}

async function theDefault() {
  const { shortfalls } = await ask(`{
    shortfalls(first: 1, orderBy: index) {
      shortfallIndex shortfallAmount inactiveBefore inactiveAfter timestamp block { number } bookedIn { number }
      debtsMarked { amount borrower { id } }
    }
  }`);
  return shortfalls[0];
}

const sum = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((total, amount) => total + amount, 0n);

describe("an auditor's path through the default", () => {
  it('finds its epoch, and who held more than their allocation', async () => {
    const shortfall = await theDefault();
    const { epochs } = await ask(
      `query($n: Int!) {
        epochs(from: $n, to: $n) {
          number start end filled
          opening { pool { solvency { state shortfallAmount } } borrowers { id borrowedBalance allocatedBalanceCurrentEpoch isOverdue } }
          closing { pool { solvency { state shortfallAmount } totalBorrowerDebtBalance } }
          flows(where: { verb_in: [markDebt, convertInactiveBalancesToDebt] }) { verb count amount }
        }
      }`,
      { n: shortfall.bookedIn.number },
    );
    const [epoch] = epochs;
    expect(epoch.filled).toBe(false);
    expect(epoch.opening.pool.solvency).toEqual({ state: 'INSOLVENT', shortfallAmount: shortfall.shortfallAmount });
    expect(epoch.closing.pool.solvency.state).toBe('SOLVENT');
    const overdue = epoch.opening.borrowers.filter((row: { isOverdue: boolean }) => row.isOverdue);
    const charged = shortfall.debtsMarked.map((row: { borrower: { id: string } }) => row.borrower.id);
    expect(charged.length).toBeGreaterThan(0);
    expect(overdue.map((row: { id: string }) => row.id)).toEqual(expect.arrayContaining(charged));
    const flows = Object.fromEntries(
      epoch.flows.map((flow: { verb: string; amount: string }) => [flow.verb, flow.amount]),
    );
    expect(flows.convertInactiveBalancesToDebt).toBe(shortfall.shortfallAmount);
    expect(flows.markDebt).toBe(
      String(sum(shortfall.debtsMarked.map((row: { amount: string }) => BigInt(row.amount)))),
    );
  });

  it("explains each staker's loss from the inactive balance just before, to the unit", async () => {
    const shortfall = await theDefault();
    const block = Number(shortfall.block.number);
    const { before, after } = await ask(
      `query($before: Int!, $after: Int!, $at: BigInt!) {
        before: stakers(first: 1000, block: { number: $before }) { id inactive: inactiveBalanceCurrentEpoch(at: $at) debt: debtBalance(at: $at) }
        after: stakers(first: 1000, block: { number: $after }) { id inactive: inactiveBalanceCurrentEpoch debt: debtBalance }
      }`,
      { before: block - 1, after: block, at: shortfall.timestamp },
    );
    const [debts, balances] = [
      await recorded('getStakerDebtBalance', block),
      await recorded('getInactiveBalanceCurrentEpoch', block),
    ];
    const held = new Map((before as Loss[]).map((row) => [row.id, row]));
    const losses = (after as Loss[]).map((row) => {
      const { inactive, debt } = held.get(row.id) as Loss;
      const kept = (BigInt(inactive) * BigInt(shortfall.shortfallIndex)) / INDEX_BASE;
      const loss = BigInt(row.debt) - BigInt(debt);
      expect([row.id, BigInt(row.inactive), loss]).toEqual([row.id, kept, BigInt(inactive) - kept]);
      expect([row.id, debts.get(row.id), balances.get(row.id)]).toEqual([row.id, BigInt(row.debt), kept]);
      return loss;
    });
    expect(debts.size).toBe(60);
    // Each staker's rest is rounded down, so together they lose a little more than the total was cut by.
    const dust = sum(losses) - BigInt(shortfall.shortfallAmount);
    expect(dust).toBeGreaterThanOrEqual(0n);
    expect(dust).toBeLessThanOrEqual(BigInt(losses.filter((loss) => loss > 0n).length));
  });

  it('says the same per account and epoch', async () => {
    const shortfall = await theDefault();
    const { stakers } = await ask(
      `query($n: Int!) { stakers(first: 1000, orderBy: id) { id epochSeries(from: $n, to: $n) {
        lostToShortfall filled opening { debtBalance } closing { debtBalance }
      } } }`,
      { n: shortfall.bookedIn.number },
    );
    const lost = sum(
      stakers.map((row: { epochSeries: [{ lostToShortfall: string }] }) => BigInt(row.epochSeries[0].lostToShortfall)),
    );
    const dust = lost - BigInt(shortfall.shortfallAmount);
    expect(dust).toBeGreaterThanOrEqual(0n);
    expect(dust).toBeLessThanOrEqual(BigInt(stakers.length));
  });

  it('accounts for every unit of debt: withdrawn, written off, or still owed', async () => {
    const { stakers, shortfalls, pools, _meta } = await ask(`{
      _meta { block { number } }
      shortfalls(first: 1000) { shortfallAmount }
      pools { totalDebtAvailableToWithdraw }
      stakers(first: 1000) {
        id debtBalance settledDebtBalance cumulativeReceivedDebt cumulativeWithdrawnDebt
        pendingDebtReceipts { amount }
        epochs(first: 1000) { withdrawnDebt decreasedDebt }
        withdrawals: activityConnection(first: 1000, where: { verb: withdrawDebt }) {
          totalCount nodes { sequence ... on WithdrewDebt { amount recipient } }
        }
      }
    }`);
    const debts = await recorded('getStakerDebtBalance', _meta.block.number);
    expect(debts.size).toBe(stakers.length);
    let lost = 0n;
    for (const row of stakers) {
      const total = (field: string) => sum(row.epochs.map((each: Record<string, string>) => BigInt(each[field] ?? 0)));
      const pending = sum(row.pendingDebtReceipts.map((receipt: { amount: string }) => BigInt(receipt.amount)));
      const withdrawals = row.withdrawals.nodes.map(({ amount }: { amount: string }) => BigInt(amount));
      const receipts = BigInt(row.cumulativeReceivedDebt) + pending;
      expect([row.id, BigInt(row.debtBalance)]).toEqual([row.id, debts.get(row.id)]);
      expect([row.id, receipts - total('withdrawnDebt') - total('decreasedDebt')]).toEqual([row.id, debts.get(row.id)]);
      expect([row.id, sum(withdrawals), row.withdrawals.totalCount]).toEqual([
        row.id,
        BigInt(row.cumulativeWithdrawnDebt),
        withdrawals.length,
      ]);
      lost += receipts;
    }
    const booked = sum(shortfalls.map((row: { shortfallAmount: string }) => BigInt(row.shortfallAmount)));
    expect(lost - booked).toBeGreaterThanOrEqual(0n);
    expect(lost - booked).toBeLessThanOrEqual(BigInt(stakers.length * shortfalls.length));
    // What was repaid and not withdrawn is still there for those who ask first.
    const { repaid, withdrawn } = await ask(`{
      repaid: repaidDebts(first: 1000) { amount }
      withdrawn: withdrewDebts(first: 1000) { amount }
    }`);
    const amounts = (rows: { amount: string }[]) => sum(rows.map((row) => BigInt(row.amount)));
    expect(String(amounts(repaid) - amounts(withdrawn))).toBe(pools[0].totalDebtAvailableToWithdraw);
  });
});
