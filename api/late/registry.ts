/** Every late field by type and name: what needs further upstream queries once its rows are known. */
import { activitiesOfAccount, activitiesOfEpoch, allActivities } from '../connection/field.ts';
import { authority, hasRole, roleHoldersAt } from '../governance/moment-fields.ts';
import { governanceTimeline } from '../governance/timeline.ts';
import type { LateFields } from '../plan/late.ts';
import { accountName, ownName } from '../registry/field.ts';
import { poolSeries } from '../series/field.ts';
import { BORROWER, epochSeries, STAKER } from './account-epochs.ts';
import { BORROWER_EPOCH_FIELDS } from './borrower-epoch.ts';
import { EPOCH_FIELDS } from './epoch.ts';
import { epochs } from './epochs.ts';
import { projectedLoss, projectedShortfall } from './projected-loss.ts';
import { account } from './rewards/account.ts';
import { REWARDS_ACCOUNT_FIELDS } from './rewards/account-fields.ts';
import { rewardsAccount, rewardsAccounts } from './rewards/accounts.ts';
import { treeAccounts } from './rewards/tree-accounts.ts';
import { SOLVENCY_FIELDS } from './solvency.ts';
import { STAKER_EPOCH_FIELDS } from './staker-epoch.ts';

export const LATE_FIELDS: LateFields = {
  Query: {
    epochs,
    activityConnection: allActivities,
    poolSeries,
    governanceTimeline,
    roleHoldersAt,
    hasRole,
    authority,
    rewardsAccount,
    rewardsAccounts,
    account,
  },
  Snapshot: { rewardsAccount, rewardsAccounts, account },
  Epoch: { ...EPOCH_FIELDS, activityConnection: activitiesOfEpoch },
  Staker: { epochSeries: epochSeries(STAKER), activityConnection: activitiesOfAccount, projectedLoss },
  StakerEpoch: STAKER_EPOCH_FIELDS,
  Borrower: {
    epochSeries: epochSeries(BORROWER),
    activityConnection: activitiesOfAccount,
    projectedShortfall,
    name: ownName,
  },
  BorrowerEpoch: BORROWER_EPOCH_FIELDS,
  RewardsAccount: REWARDS_ACCOUNT_FIELDS,
  RewardsRoot: { treeAccounts },
  Solvency: SOLVENCY_FIELDS,
  StarkProxy: { name: ownName },
  RoleHolder: { name: accountName },
};
