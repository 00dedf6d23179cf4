/** Every check of the ledger, in the order in which they are told. */
import type { Check, World } from '../check.ts';
import { allOf } from '../ledger/source.ts';
import { AmountsCheck } from './amounts.ts';
import { AttributionCheck } from './attribution.ts';
import { BooksCheck } from './books.ts';
import { CashCheck } from './cash.ts';
import { ClosingsCheck } from './closings.ts';
import { ConservationCheck } from './conservation.ts';
import { DerivedCheck } from './derived.ts';
import { DiscrepanciesCheck } from './discrepancies.ts';
import { DistributorCheck } from './distributor.ts';
import { EpochsCheck } from './epochs.ts';
import { FlowsCheck } from './flows.ts';
import { LoggedCheck } from './logged.ts';
import { NegativeCheck } from './negative.ts';
import { OrderCheck } from './order.ts';
import { PairsCheck } from './pairs.ts';
import { PermissionsCheck } from './permissions.ts';
import { RewardsCheck } from './rewards.ts';
import { ChainsCheck, RowsCheck } from './rows.ts';
import { RunningSums } from './running-sums.ts';
import { ShortfallsCheck } from './shortfalls.ts';
import { StoredCheck } from './stored.ts';
import { SumsCheck } from './sums.ts';
import { TotalsCheck } from './totals.ts';

/** All checks, those of a window with what was stored at its start. Flows of the epoch `named` are shown. */
export async function allChecks(world: World, named: bigint | null): Promise<Check[]> {
  const cash = new CashCheck(world.pool);
  const conservation = new ConservationCheck(world, cash);
  const sums = new RunningSums(world.pool, world.opening);
  const permissions = new PermissionsCheck();
  const distributor = new DistributorCheck(world);
  if (world.opening !== null) {
    const { source } = world.opening;
    await conservation.open();
    await permissions.load(source);
    await distributor.load(source);
    for (const kind of ['stakers', 'borrowers'] as const) {
      for (const row of await allOf(source, kind)) sums.load(kind, row);
    }
  }
  return [
    new OrderCheck(world),
    new AttributionCheck(world.pool),
    new RowsCheck(),
    new ChainsCheck(world),
    new NegativeCheck(),
    new AmountsCheck(world),
    new PairsCheck(),
    // Conservation reads what cash has found in the same transaction.
    cash,
    conservation,
    new LoggedCheck(world),
    new BooksCheck(world),
    new ShortfallsCheck(world),
    new TotalsCheck(world),
    new RewardsCheck(world),
    new SumsCheck(sums),
    new FlowsCheck(world, named),
    new EpochsCheck(world),
    new ClosingsCheck(world, sums),
    permissions,
    distributor,
    new StoredCheck(world),
    new DerivedCheck(world),
    new DiscrepanciesCheck(),
  ];
}
