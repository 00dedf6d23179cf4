import { BigInt } from '@graphprotocol/graph-ts';
import { EpochFlow, FlowData, Pool, PoolData } from '../../generated/schema';

/** Counts a verb in its epoch, with the amount it moved, and adds the amount to the series. */
export function countFlow(pool: Pool, epoch: string | null, verb: string, amount: BigInt | null): void {
  if (epoch !== null) {
    const id = epoch + '-' + verb;
    let flow = EpochFlow.load(id);
    if (flow === null) {
      flow = new EpochFlow(id);
      flow.epoch = epoch;
      flow.verb = verb;
      flow.count = 0;
      flow.amount = BigInt.zero();
    }
    flow.count += 1;
    if (amount !== null) flow.amount = flow.amount.plus(amount);
    flow.save();
  }
  if (amount === null) return;
  const data = new FlowData(0);
  data.pool = pool.id;
  data.verb = verb;
  data.amount = amount;
  data.save();
}

/** Adds the pool's balances as they stand to the series. */
export function addBalances(pool: Pool): void {
  const data = new PoolData(0);
  data.pool = pool.id;
  data.totalActiveEpoch = BigInt.fromI32(pool.totalActiveEpoch);
  data.totalActiveCurrent = pool.totalActiveCurrent;
  data.totalActiveNext = pool.totalActiveNext;
  data.totalInactiveEpoch = BigInt.fromI32(pool.totalInactiveEpoch);
  data.totalInactiveCurrent = pool.totalInactiveCurrent;
  data.totalInactiveNext = pool.totalInactiveNext;
  data.totalBorrowedBalance = pool.totalBorrowedBalance;
  data.totalBorrowerDebtBalance = pool.totalBorrowerDebtBalance;
  data.totalDebtAvailableToWithdraw = pool.totalDebtAvailableToWithdraw;
  data.tokenBalance = pool.tokenBalance;
  data.save();
}
