/** What the projection says just before an epoch turns, against what the recorded contract booked after it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type GatewayStack, startGatewayStack } from './gateway-stack.ts';
import { type Data, type Default, dataOf, readDefaults } from './repayment-defaults.ts';

let stack: GatewayStack;
let defaults: readonly Default[];
const data = (query: string, variables = {}): Promise<Data> => dataOf(stack, query, variables);

async function start(recording: string): Promise<void> {
  stack = await startGatewayStack(recording);
  defaults = await readDefaults(stack);
}

const FIELDS = `timestamp epoch state isSolvent isCovered totalActive totalInactive totalBorrowed shortfallAmount
  markedDebt convertedAmount shortfallIndex totalInactiveAfter borrowers { borrower amount leastAmount mostAmount }`;

async function projection(number: number, order: readonly string[] = []): Promise<Data> {
  const { pools } = await data(
    `query($order: [Bytes!]) { pools(block: { number: ${number} }) { solvency { projection(order: $order) { ${FIELDS} } } } }`,
    { order },
  );
  return pools[0].solvency.projection;
}

const charged = ({ borrowers }: Data) => borrowers.map(({ borrower, amount }: Data) => ({ borrower, amount }));
const marked = ({ debtsMarked }: Default) =>
  debtsMarked.map(({ borrower, amount }) => ({ borrower: borrower.id, amount }));

/** What each staker was to lose, and what it lost. */
async function losses({ before, turn, block }: Default): Promise<{ id: string; projected: bigint; lost: bigint }[]> {
  const { stakers, after } = await data(`{
    stakers(first: 1000, block: { number: ${before} }) { id projectedLoss debtBalance(at: "${turn}") }
    after: stakers(first: 1000, block: { number: ${block.number} }) { id debtBalance } }`);
  const owed = new Map<string, string>(after.map(({ id, debtBalance }: Data) => [id, debtBalance]));
  return stakers.map(({ id, projectedLoss, debtBalance }: Data) => ({
    id,
    projected: BigInt(projectedLoss),
    lost: BigInt(owed.get(id) as string) - BigInt(debtBalance),
  }));
}

describe('a default that nothing came before', () => {
  beforeAll(() => start('stack/recordings/quickstart.jsonl.gz'));
  afterAll(() => stack?.stop());

  it('is projected whole: borrower, amount, factor and what every staker loses', async () => {
    const [only] = defaults as [Default];
    expect(defaults.map(({ withdrawn }) => withdrawn)).toEqual([[]]);
    const projected = await projection(only.before);
    expect(projected).toMatchObject({
      timestamp: only.turn,
      epoch: String(only.epoch),
      state: 'INSOLVENT',
      isSolvent: false,
      isCovered: true,
      shortfallAmount: only.borrowedExceededActive,
      convertedAmount: only.shortfallAmount,
      shortfallIndex: only.shortfallIndex,
      markedDebt: only.markedDebt,
      totalInactive: only.inactiveBefore,
      totalInactiveAfter: only.inactiveAfter,
    });
    expect(charged(projected)).toEqual(marked(only));
    const all = await losses(only);
    expect(all.map(({ id, projected: loss }) => [id, loss])).toEqual(all.map(({ id, lost }) => [id, lost]));
    expect(all.filter(({ lost }) => lost > 0n).length).toBeGreaterThan(0);
  });
});

describe('the bundled recording', () => {
  beforeAll(() => start(BUNDLED_RECORDING));
  afterAll(() => stack?.stop());

  it('has defaults of one and of several borrowers', () => {
    expect(defaults.map(({ debtsMarked }) => debtsMarked.length)).toEqual([1, 3]);
    expect(defaults.map(({ withdrawn }) => withdrawn.length)).toEqual([2, 1]);
  });

  it('booked what was projected of the borrowers, in the order that was called for', async () => {
    for (const each of defaults) {
      const order = each.debtsMarked.map(({ borrower }) => borrower.id);
      const projected = await projection(each.before, order);
      expect(charged(projected)).toEqual(marked(each));
      const { turn: timestamp, epoch, borrowedExceededActive: shortfallAmount, markedDebt } = each;
      expect(projected).toMatchObject({
        timestamp,
        epoch: String(epoch),
        shortfallAmount,
        markedDebt,
        isCovered: true,
      });
    }
  });

  it('took more from those who stayed than was projected, as others withdrew before', async () => {
    for (const each of defaults) {
      const projected = await projection(each.before);
      const fled = each.withdrawn.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      expect(BigInt(projected.totalInactive) - fled).toBe(BigInt(each.inactiveBefore));
      expect(BigInt(projected.shortfallIndex)).toBeGreaterThan(BigInt(each.shortfallIndex));
      const ran = each.withdrawn.map(({ staker }) => staker.id);
      const stayed = (await losses(each)).filter(({ id }) => !ran.includes(id));
      expect(stayed.filter(({ lost }) => lost > 0n).length).toBeGreaterThan(5);
      for (const { projected: loss, lost } of stayed)
        expect(lost === 0n ? loss : lost - loss).toBeGreaterThanOrEqual(0n);
      for (const { projected: loss, lost } of stayed) expect(loss > 0n).toBe(lost > 0n);
    }
  });

  it('charges by address where no order is given, within the bounds it shows', async () => {
    for (const { before } of defaults) {
      const { borrowers } = await projection(before);
      const { borrowers: rows } = await data(
        `{ borrowers(orderBy: id, block: { number: ${before} }) { borrower: id amount: projectedShortfall } }`,
      );
      expect(charged({ borrowers })).toEqual(rows.filter(({ amount }: Data) => amount !== '0'));
      for (const { amount, leastAmount, mostAmount } of borrowers) {
        expect(BigInt(amount)).toBeGreaterThanOrEqual(BigInt(leastAmount));
        expect(BigInt(amount)).toBeLessThanOrEqual(BigInt(mostAmount));
      }
    }
  });

  it('is the same in a snapshot, at a later second of the epoch, and under a list of rows', async () => {
    const [{ turn, before }] = defaults as [Default];
    const here = await projection(before);
    const last = String(BigInt(turn) - 1n);
    const { snapshot, pools, borrowers } = await data(`{
      snapshot(at: { timestamp: "${last}" }) { pool { solvency { isSolvent projection { ${FIELDS} } } } }
      pools(block: { number: ${before} }) { a: solvency(at: "${last}") { ...S } b: solvency(at: "${turn}") { ...S } }
      borrowers(block: { number: ${before} }) { pool { solvency { __typename projection { ${FIELDS} } } } }
    } fragment S on Solvency { state p: projection { __typename epoch timestamp } shortfallAmount }`);
    expect(snapshot.pool.solvency).toEqual({ isSolvent: true, projection: here });
    const p = { __typename: 'SolvencyProjection', epoch: here.epoch, timestamp: turn };
    expect(pools[0].a).toEqual({ state: 'SOLVENT', p, shortfallAmount: '0' });
    // Once the epoch has turned, the projection is of the turn after.
    expect(pools[0].b).toMatchObject({ state: 'INSOLVENT', shortfallAmount: here.shortfallAmount });
    expect(pools[0].b.p.epoch).toBe(String(BigInt(here.epoch) + 1n));
    for (const { pool } of borrowers) expect(pool.solvency).toEqual({ __typename: 'Solvency', projection: here });
  });

  it('counts down to the turn of the epoch, and is overdue after it', async () => {
    const [{ turn, before }] = defaults as [Default];
    const { borrowers, pools } = await data(`{
      borrowers(orderBy: id, block: { number: ${before} }) {
        id borrowedBalance requiredRepayment secondsUntilDue allocated: allocatedBalanceCurrentEpoch(at: "${turn}")
        last: secondsUntilDue(at: "${BigInt(turn) - 1n}") after: secondsUntilDue(at: "${turn}") isOverdue(at: "${turn}") }
      pools(block: { number: ${before} }) {
        timeRemainingInCurrentEpoch
        solvency(at: "${turn}") {
          overdueBorrowers { borrower borrowedBalance allocatedBalance overdueAmount isBorrowingRestricted } } } }`);
    const due = borrowers.filter(({ requiredRepayment }: Data) => requiredRepayment !== '0');
    expect(due.length).toBeGreaterThan(0);
    for (const row of borrowers) {
      const owes = row.requiredRepayment !== '0';
      expect(row.secondsUntilDue).toBe(owes ? pools[0].timeRemainingInCurrentEpoch : null);
      expect(row.last).toBe(owes ? '1' : null);
      expect(row.isOverdue).toBe(owes);
      expect(row.after).toBe(owes ? '0' : null);
    }
    expect(pools[0].solvency.overdueBorrowers).toEqual(
      due.map(({ id, borrowedBalance, allocated, requiredRepayment }: Data) => ({
        borrower: id,
        borrowedBalance,
        allocatedBalance: allocated,
        overdueAmount: requiredRepayment,
        isBorrowingRestricted: false,
      })),
    );
  });

  it('is nothing before epoch zero', async () => {
    const {
      pools: [first],
    } = await data('{ pools { firstBlock } }');
    const { pools, borrowers } = await data(`{
      pools(block: { number: ${first.firstBlock} }) {
        currentEpoch solvency { projection { epoch } overdueBorrowers { borrower } } }
      borrowers { id } }`);
    expect(pools[0]).toEqual({ currentEpoch: null, solvency: { projection: null, overdueBorrowers: [] } });
    expect(borrowers.length).toBeGreaterThan(0);
  });

  it.each([
    ['{ pools { solvency(at: 5) { projection { epoch } } } }', 'AT_BEFORE_BLOCK'],
    ['{ borrowers { projectedShortfall(at: 5) } }', 'AT_BEFORE_BLOCK'],
    ['{ stakers { projectedLoss(at: "soon") } }', 'BAD_USER_INPUT'],
    ['{ stakers { projectedLoss(at: -1) } }', 'BAD_USER_INPUT'],
    ['{ pools { solvency { projection(order: ["0x12"]) { epoch } } } }', 'BAD_USER_INPUT'],
  ])('%s is %s', async (query, code) => {
    const answer = await stack.ask(query);
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
    expect(answer.data ?? null).toBeNull();
  });
});
