// Logs that LS1ERC20 emits.
import { Approval, Transfer } from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog, uint } from './log';

export function transfer(from: string, to: string, value: string, second: i32): Transfer {
  return changetype<Transfer>(newLog(second, [address('from', from), address('to', to), uint('value', value)]));
}

export function approval(owner: string, spender: string, value: string, second: i32): Approval {
  return changetype<Approval>(
    newLog(second, [address('owner', owner), address('spender', spender), uint('value', value)]),
  );
}
