export { handleTransferIn, handleTransferOut } from './handlers/staked-token';
