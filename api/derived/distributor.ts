/** Derived fields of RewardsDistributor. */
import * as schedule from '../domain/distributor/epoch-schedule.ts';
import * as updates from '../domain/distributor/root-updates.ts';
import type { EpochParameters } from '../domain/state.ts';
import { isJsonObject } from '../json.ts';
import type { DerivedField, DerivedFields, DerivedValue } from './field.ts';
import { integer, type RowReader } from './rows.ts';

interface DistributorState extends EpochParameters, updates.RootUpdates {
  readonly ipfsUpdatePeriod: bigint;
}

const SCHEDULE = ['epochInterval', 'epochOffset', 'ipfsUpdatePeriod'];
const ROOTS = ['proposedRoot { epoch }', 'nextRootEpoch', 'waitingPeriodEnd', 'rootUpdatesPaused'];

export function distributorReader(key: (storedField: string) => string): RowReader<DistributorState> {
  const [interval, offset, period] = [key('epochInterval'), key('epochOffset'), key('ipfsUpdatePeriod')];
  const [proposed, next, end] = [key('proposedRoot'), key('nextRootEpoch'), key('waitingPeriodEnd')];
  const paused = key('rootUpdatesPaused');
  return (row) => {
    const root = row[proposed];
    return {
      epochInterval: integer(row, interval),
      epochOffset: integer(row, offset),
      ipfsUpdatePeriod: integer(row, period),
      proposedEpoch: isJsonObject(root) ? integer(root, 'epoch') : null,
      nextRootEpoch: integer(row, next),
      waitingPeriodEnd: integer(row, end),
      isPaused: row[paused] === true,
    };
  };
}

function field(
  needs: readonly string[],
  compute: (distributor: DistributorState, at: bigint) => DerivedValue,
): DerivedField<DistributorState> {
  // A stage is the pool's: it says nothing of the distributor's epochs.
  return {
    needs,
    parts: [],
    timed: true,
    staged: false,
    compute: (view, distributor) => compute(distributor, view.pool.at),
  };
}

export const DISTRIBUTOR_FIELDS: DerivedFields<DistributorState> = {
  currentEpoch: field(SCHEDULE, schedule.currentEpoch),
  ipfsEpoch: field(SCHEDULE, (distributor, at) => schedule.ipfsEpoch(distributor, distributor.ipfsUpdatePeriod, at)),
  hasPendingRoot: { ...field(ROOTS, updates.hasPendingRoot), timed: false },
  canUpdateRoot: field(ROOTS, updates.canUpdateRoot),
};
