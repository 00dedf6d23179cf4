// Calls of LS1Failsafe, which logs nothing when it deletes.
import { FailsafeDeleteUserInactiveBalanceCall } from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { InactiveBalanceDeleted } from '../../generated/schema';
import { deleteInactiveBalance } from '../rules/failsafe';
import { callId, recordCall } from '../store/activity';
import { loadPool } from '../store/pool';
import { loadStaker } from '../store/staker';

export function handleFailsafeDeleteUserInactiveBalance(call: FailsafeDeleteUserInactiveBalanceCall): void {
  const pool = loadPool(call.block);
  const staker = loadStaker(pool, call.from, call.block);
  const activity = new InactiveBalanceDeleted(callId(call, pool));
  activity.staker = staker.id;
  deleteInactiveBalance(pool, staker, activity, call.block.timestamp);
  recordCall(activity, pool, call);
  activity.save();
  staker.save();
  pool.save();
}
