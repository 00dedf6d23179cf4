// Events of SP1Roles (AccessControl).

import { RoleAdminChanged, RoleGranted, RoleRevoked } from '../../../generated/schema';
import {
  RoleAdminChanged as RoleAdminChangedEvent,
  RoleGranted as RoleGrantedEvent,
  RoleRevoked as RoleRevokedEvent,
} from '../../../generated/templates/StarkProxy/StarkProxy';
import { checkGrant, checkRevocation } from '../../rules/stark-proxy/roles';
import { activityId, record } from '../../store/activity';
import { loadPool, savePool } from '../../store/pool';
import { loadRole, setHolder } from '../../store/role';
import { loadStarkProxy, saveStarkProxy } from '../../store/stark-proxy';

export function handleRoleGranted(event: RoleGrantedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const role = loadRole(event.address, event.params.role);
  role.starkProxy = proxy.id;
  const activity = new RoleGranted(activityId(event));
  activity.role = role.id;
  activity.account = event.params.account;
  activity.sender = event.params.sender;
  const journal = record(activity, 'grantRole', null, [event.params.account, event.params.sender], pool, event);
  activity.save();
  // By the roles as they were until now.
  checkGrant(journal, proxy, role, event.params.sender);
  setHolder(role, event.params.account, true, event.block.timestamp);
  role.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleRoleRevoked(event: RoleRevokedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const role = loadRole(event.address, event.params.role);
  role.starkProxy = proxy.id;
  const activity = new RoleRevoked(activityId(event));
  activity.role = role.id;
  activity.account = event.params.account;
  activity.sender = event.params.sender;
  const journal = record(activity, 'revokeRole', null, [event.params.account, event.params.sender], pool, event);
  activity.save();
  // By the roles as they were until now.
  checkRevocation(journal, proxy, role, event.params.account, event.params.sender);
  setHolder(role, event.params.account, false, event.block.timestamp);
  role.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}

export function handleRoleAdminChanged(event: RoleAdminChangedEvent): void {
  const pool = loadPool(event.block);
  const proxy = loadStarkProxy(pool, event.address, event.block);
  const role = loadRole(event.address, event.params.role);
  role.starkProxy = proxy.id;
  role.adminRole = event.params.newAdminRole;
  const activity = new RoleAdminChanged(activityId(event));
  activity.role = role.id;
  activity.previousAdminRole = event.params.previousAdminRole;
  activity.newAdminRole = event.params.newAdminRole;
  const journal = record(activity, 'setRoleAdmin', null, [], pool, event);
  activity.save();
  role.save();
  saveStarkProxy(journal, proxy);
  savePool(journal, pool);
}
