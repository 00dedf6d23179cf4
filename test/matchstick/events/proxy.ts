// Logs that the proxy emits.
import { AdminChanged, Upgraded } from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, newLog } from './log';

export function upgraded(implementation: string, second: i32): Upgraded {
  return changetype<Upgraded>(newLog(second, [address('implementation', implementation)]));
}

export function adminChanged(previousAdmin: string, newAdmin: string, second: i32): AdminChanged {
  return changetype<AdminChanged>(
    newLog(second, [address('previousAdmin', previousAdmin), address('newAdmin', newAdmin)]),
  );
}
