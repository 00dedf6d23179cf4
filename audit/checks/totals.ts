/** Stakers and borrowers against the pool's totals, within exactly what the contract's rounding loses. */
import { rollBalance } from '../../api/domain/staked-balances.ts';
import { type Check, type Closing, placeOf, type World } from '../check.ts';
import { entryOf, type LedgerRow } from '../ledger/rows.ts';
import { integerOf, type Stored, type WalkedKind } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';
import { Unowned } from './unowned.ts';

/** Fields of accounts that are summed up. */
const SUMMED = {
  stakers: [
    ...['activeBalanceCurrentEpoch', 'activeBalanceNextEpoch', 'inactiveBalanceCurrentEpoch'],
    ...['inactiveBalanceNextEpoch', 'debtBalance'],
  ],
  borrowers: ['borrowedBalance', 'debtBalance'],
} as const;

export class TotalsCheck implements Check {
  readonly sheet = new Sheet(
    'totals',
    'What stakers and borrowers have adds up to the totals, within exactly what the rounding of shortfalls lost.',
  );
  readonly #world: World;
  readonly #unowned: Unowned;
  readonly #sums = new Map<string, bigint>();
  #pool: Stored = {};

  constructor(world: World) {
    this.#world = world;
    this.#unowned = new Unowned(world);
    if (world.opening !== null) this.#unowned.open(world.opening.at);
  }

  before({ activity }: LedgerRow): void {
    const cut = this.#unowned.follow(entryOf(activity));
    if (cut === null) return;
    const { stakers, before, after, floored, unownedBefore, unownedAfter } = cut;
    const lost = `flooring took ${decimal(floored)}`;
    const rest = `of the total no staker had ${unownedBefore} before and has ${unownedAfter} after`;
    const what = `${stakers} stakers had ${before} inactive and keep ${after}; ${lost}; ${rest}`;
    this.sheet.remark(what, { ...placeOf(activity), subject: `shortfall ${activity.fields.shortfall}` });
    const { books } = this.#world;
    const total = rollBalance(books.totalInactive, books.epoch(activity.timestamp)).current;
    this.sheet.equal(before + unownedBefore, total, 'stakers and unowned before the cut', placeOf(activity));
    const left = total - BigInt(activity.fields.shortfallAmount ?? 0);
    this.sheet.equal(after + unownedAfter, left, 'stakers and unowned after the cut', placeOf(activity));
  }

  entity(kind: WalkedKind, row: Stored): void {
    if (kind === 'pools') this.#pool = row;
    else for (const field of SUMMED[kind]) this.#add(`${kind} ${field}`, integerOf(row, field));
  }

  async finish({ at }: Closing): Promise<void> {
    const { books } = this.#world;
    const epoch = books.started(at) ? books.epoch(at) : null;
    const [active, inactive] = [rollBalance(this.#unowned.active, epoch), rollBalance(this.#unowned.inactive, epoch)];
    this.#compare('activeBalanceCurrentEpoch', 'totalActiveBalanceCurrentEpoch', active.current);
    this.#compare('activeBalanceNextEpoch', 'totalActiveBalanceNextEpoch', active.next);
    this.#compare('inactiveBalanceCurrentEpoch', 'totalInactiveBalanceCurrentEpoch', inactive.current);
    this.#compare('inactiveBalanceNextEpoch', 'totalInactiveBalanceNextEpoch', inactive.next);
    const debt = this.#sum('stakers debtBalance');
    this.sheet.equal(debt, this.#unowned.debt, 'the sum of all stakers’ debt, against shortfalls and payments,');
    for (const [field, total] of [
      ['borrowedBalance', 'totalBorrowedBalance'],
      ['debtBalance', 'totalBorrowerDebtBalance'],
    ] as const) {
      const sum = this.#sum(`borrowers ${field}`);
      this.sheet.equal(sum, integerOf(this.#pool, total), `the sum of all borrowers’ ${field}, against ${total},`);
    }
    const figures = { unownedActive: active.current, unownedInactive: inactive.current, stakerDebt: debt };
    for (const [name, value] of Object.entries(figures)) this.sheet.figures[name] = String(value);
  }

  #compare(field: string, total: string, unowned: bigint): void {
    const sum = this.#sum(`stakers ${field}`) + unowned;
    const what = `the sum of all stakers’ ${field} and ${unowned} that no staker has, against ${total},`;
    this.sheet.equal(sum, integerOf(this.#pool, total), what, { subject: total });
  }

  #add(name: string, value: bigint): void {
    this.#sums.set(name, this.#sum(name) + value);
  }

  #sum(name: string): bigint {
    return this.#sums.get(name) ?? 0n;
  }
}

/** Units of 10^-36 as a decimal number, exactly. */
function decimal(value: bigint): string {
  const digits = String(value).padStart(37, '0');
  return `${digits.slice(0, -36)}.${digits.slice(-36)}`.replace(/\.?0+$/, '');
}
