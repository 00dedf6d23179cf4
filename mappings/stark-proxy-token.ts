export { handleTransferIn, handleTransferOut } from './handlers/stark-proxy/token';
