// Calls of LS1Failsafe, which logs nothing when it deletes.
import { FailsafeDeleteUserInactiveBalanceCall } from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { InactiveBalanceDeleted } from '../../generated/schema';
import { deleteInactiveBalance } from '../rules/failsafe';
import { callId, recordCall } from '../store/activity';
import { loadPool, savePool } from '../store/pool';
import { loadStaker, saveStaker } from '../store/staker';
import { addToStakerEpoch } from '../store/staker-epoch';

export function handleFailsafeDeleteUserInactiveBalance(call: FailsafeDeleteUserInactiveBalanceCall): void {
  const pool = loadPool(call.block);
  const staker = loadStaker(pool, call.from, call.block);
  const activity = new InactiveBalanceDeleted(callId(call, pool));
  activity.staker = staker.id;
  deleteInactiveBalance(pool, staker, activity, call.block.timestamp);
  const deleted = activity.inactiveBalance;
  const journal = recordCall(activity, 'deleteInactiveBalance', deleted, [staker.id], pool, call);
  activity.save();
  addToStakerEpoch(journal, staker, 'deletedInactive', deleted);
  addToStakerEpoch(journal, staker, 'deletedDebt', activity.debtBalance);
  saveStaker(journal, staker);
  savePool(journal, pool);
}
