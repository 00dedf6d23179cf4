import { BigInt, Value } from '@graphprotocol/graph-ts';
import { EpochFlow, FlowData, Pool, PoolData } from '../../generated/schema';
import { put } from './put';

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
  put(data, 'pool', Value.fromBytes(pool.id));
  put(data, 'totalActiveEpoch', Value.fromBigInt(BigInt.fromI32(pool.totalActiveEpoch)));
  put(data, 'totalActiveCurrent', pool.get('totalActiveCurrent') as Value);
  put(data, 'totalActiveNext', pool.get('totalActiveNext') as Value);
  put(data, 'totalInactiveEpoch', Value.fromBigInt(BigInt.fromI32(pool.totalInactiveEpoch)));
  put(data, 'totalInactiveCurrent', pool.get('totalInactiveCurrent') as Value);
  put(data, 'totalInactiveNext', pool.get('totalInactiveNext') as Value);
  put(data, 'totalBorrowedBalance', pool.get('totalBorrowedBalance') as Value);
  put(data, 'totalBorrowerDebtBalance', pool.get('totalBorrowerDebtBalance') as Value);
  put(data, 'totalDebtAvailableToWithdraw', pool.get('totalDebtAvailableToWithdraw') as Value);
  put(data, 'tokenBalance', pool.get('tokenBalance') as Value);
  data.save();
}
