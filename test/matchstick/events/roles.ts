// Logs that LS1Roles emits.
import { RoleAdminChanged, RoleGranted, RoleRevoked } from '../../../generated/LiquidityStaking/LiquidityStakingV1';
import { address, bytes32, newLog } from './log';

export function roleGranted(role: string, account: string, sender: string, second: i32): RoleGranted {
  return changetype<RoleGranted>(
    newLog(second, [bytes32('role', role), address('account', account), address('sender', sender)]),
  );
}

export function roleRevoked(role: string, account: string, sender: string, second: i32): RoleRevoked {
  return changetype<RoleRevoked>(
    newLog(second, [bytes32('role', role), address('account', account), address('sender', sender)]),
  );
}

export function roleAdminChanged(
  role: string,
  previousAdminRole: string,
  newAdminRole: string,
  second: i32,
): RoleAdminChanged {
  return changetype<RoleAdminChanged>(
    newLog(second, [
      bytes32('role', role),
      bytes32('previousAdminRole', previousAdminRole),
      bytes32('newAdminRole', newAdminRole),
    ]),
  );
}
