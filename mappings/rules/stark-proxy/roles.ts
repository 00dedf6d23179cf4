// SP1Roles: who may grant and revoke.
import { Bytes } from '@graphprotocol/graph-ts';
import { Role, StarkProxy } from '../../../generated/schema';
import { recordBreach } from '../../store/breach';
import { Journal } from '../../store/journal';
import { isHolder } from '../../store/role';

/** `grantRole`: the sender holds the admin role. */
export function checkGrant(journal: Journal, proxy: StarkProxy, role: Role, sender: Bytes): void {
  if (canBeJudged(proxy, role) && !isHolder(role.contract, role.adminRole, sender)) {
    recordBreach(journal, proxy, 'grantedWithoutRole');
  }
}

/** `revokeRole`, and `renounceRole`, which needs no role. */
export function checkRevocation(journal: Journal, proxy: StarkProxy, role: Role, account: Bytes, sender: Bytes): void {
  if (!canBeJudged(proxy, role) || sender.equals(account)) return;
  if (!isHolder(role.contract, role.adminRole, sender)) recordBreach(journal, proxy, 'revokedWithoutRole');
}

/** `initialize` grants the first roles before they have an admin, which no role is without afterwards. */
function canBeJudged(proxy: StarkProxy, role: Role): boolean {
  return proxy.isKnownFromCreation && !isNoRole(role.adminRole);
}

function isNoRole(role: Bytes): boolean {
  for (let i = 0; i < role.length; i++) if (role[i] != 0) return false;
  return true;
}
