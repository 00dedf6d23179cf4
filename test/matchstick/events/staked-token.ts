// Transfers of USDC. Which of them reach which handler is the manifest's business.
import { Transfer } from '../../../generated/StakedTokenIn/ERC20';
import { address, newLog, uint } from './log';

export function tokenTransfer(from: string, to: string, value: string, second: i32): Transfer {
  return changetype<Transfer>(newLog(second, [address('from', from), address('to', to), uint('value', value)]));
}
