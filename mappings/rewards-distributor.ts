export { handleAlwaysAllowClaimForUpdated, handleRewardsClaimed } from './handlers/distributor/claims';
export {
  handleIpfsUpdatePeriodUpdated,
  handleIpnsNameUpdated,
  handleRewardsOracleChanged,
  handleRewardsParametersUpdated,
} from './handlers/distributor/configuration';
export { handleEpochScheduleUpdated } from './handlers/distributor/epoch-schedule';
export { handleRootUpdatesPaused, handleRootUpdatesUnpaused } from './handlers/distributor/pausable';
export { handleAdminChanged, handleUpgraded } from './handlers/distributor/proxy';
export { handleRootProposed, handleRootUpdated } from './handlers/distributor/root-updates';
export { handleRoleAdminChanged, handleRoleGranted, handleRoleRevoked } from './handlers/roles';
