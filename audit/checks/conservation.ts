/** The cash identity of contracts.md 4: what the pool holds is what it owes, to the last unit, after every transaction. */
import { ZeroAddress } from 'ethers';
import { type Check, placeOf, type World } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { allOf, integerOf } from '../ledger/source.ts';
import { Sheet } from '../sheet.ts';
import type { CashCheck } from './cash.ts';

export class ConservationCheck implements Check {
  readonly sheet = new Sheet(
    'conservation',
    'USDC held less repaid debt = active + inactive − borrowed − rounding of markDebt + donations − stake for nobody.',
  );
  readonly #world: World;
  readonly #cash: CashCheck;
  /** Rounded up when debt was marked, above what stake was cut by. */
  #dust = 0n;
  /** Staked for the zero address, which the contract counts twice. */
  #forNobody = 0n;
  /** Of a window: what came in by plain transfers before it. */
  #donatedBefore = 0n;
  #gap = 0n;

  constructor(world: World, cash: CashCheck) {
    this.#world = world;
    this.#cash = cash;
  }

  /** Takes the state at the start of a window as given. */
  async open(): Promise<void> {
    const { opening } = this.#world;
    if (opening === null) return;
    const { pool, source, at } = opening;
    this.#dust = integerOf(pool, 'cumulativeMarkedDebt') - integerOf(pool, 'cumulativeShortfall');
    const [nobody] = await allOf(source, 'stakers', { id: ZeroAddress });
    this.#forNobody = nobody ? integerOf(nobody, 'cumulativeStaked') : 0n;
    this.#donatedBefore = this.#gapAt(at);
  }

  before({ activity: { type, fields } }: LedgerRow): void {
    if (type === 'DebtMarked') this.#dust += BigInt(fields.amount ?? 0);
    if (type === 'ConvertedInactiveBalancesToDebt') this.#dust -= BigInt(fields.shortfallAmount ?? 0);
    if (type === 'Staked' && fields.staker === ZeroAddress) this.#forNobody += BigInt(fields.amount ?? 0);
  }

  transactionEnd(last: Activity): void {
    this.sheet.count();
    const gap = this.#gapAt(last.timestamp);
    if (gap === this.#gap) return;
    const change = gap - this.#gap;
    this.#gap = gap;
    const { fault, ...place } = {
      fault: `${change} USDC base units appear that nothing accounts for`,
      ...placeOf(last),
    };
    this.sheet.fault(fault, place);
  }

  rowsEnd({ at }: { at: bigint }): void {
    const { active, inactive, held } = this.#balances(at);
    const { replay, pool } = this.#world;
    const figures = { active, inactive, borrowed: replay.value('pool', pool, 'totalBorrowedBalance') };
    const rest = {
      roundedUp: this.#dust,
      donated: this.#donatedBefore + this.#cash.donated,
      forNobody: this.#forNobody,
    };
    for (const [name, value] of Object.entries({ held, ...figures, ...rest, unexplained: this.#gapAt(at) }))
      this.sheet.figures[name] = String(value);
  }

  /** What is held above what the identity says. */
  #gapAt(at: bigint): bigint {
    const { active, inactive, held } = this.#balances(at);
    const { replay, pool } = this.#world;
    const lent = replay.value('pool', pool, 'totalBorrowedBalance');
    const donated = this.#donatedBefore + this.#cash.donated;
    return held - (active + inactive - lent - this.#dust + donated - this.#forNobody);
  }

  #balances(at: bigint): { active: bigint; inactive: bigint; held: bigint } {
    const { replay, pool } = this.#world;
    const value = (field: string) => replay.value('pool', pool, field);
    const [interval, offset] = [value('epochInterval'), value('epochOffset')];
    const epoch = interval === 0n || at < offset ? 0n : (at - offset) / interval;
    const rolled = (name: string) => value(`${name}${epoch > value(`${name}Epoch`) ? 'Next' : 'Current'}`);
    const held = value('tokenBalance') - value('totalDebtAvailableToWithdraw');
    return { active: rolled('totalActive'), inactive: rolled('totalInactive'), held };
  }
}
