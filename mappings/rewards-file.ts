export { handleRewardsFile } from './handlers/distributor/rewards-file';
