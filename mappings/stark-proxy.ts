export { handleBorrowed, handleRepaidBorrow, handleRepaidDebt } from './handlers/stark-proxy/borrowing';
export { handleDepositCanceled, handleDepositReclaimed } from './handlers/stark-proxy/deposits';
export { handleDepositedToExchange, handleWithdrewFromExchange } from './handlers/stark-proxy/exchange';
export {
  handleGuardianVetoedForcedTradeRequest,
  handleQueuedForcedTradeRequest,
  handleRequestedForcedTrade,
  handleRequestedForcedWithdrawal,
} from './handlers/stark-proxy/forced-trades';
export {
  handleBorrowingRestrictionChanged,
  handleGuardianUpdateApprovedAmountForExternalWithdrawal,
} from './handlers/stark-proxy/guardian';
export { handleUpdatedExternalRecipient, handleUpdatedStarkKey } from './handlers/stark-proxy/owner';
export { handleAdminChanged, handleUpgraded } from './handlers/stark-proxy/proxy';
export { handleRoleAdminChanged, handleRoleGranted, handleRoleRevoked } from './handlers/stark-proxy/roles';
export {
  handleExternalWithdrewEther,
  handleExternalWithdrewOtherToken,
  handleExternalWithdrewToken,
} from './handlers/stark-proxy/withdrawals';
