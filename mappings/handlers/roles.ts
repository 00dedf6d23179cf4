// Events of LS1Roles and MD1Roles (AccessControl).
import {
  RoleAdminChanged as RoleAdminChangedEvent,
  RoleGranted as RoleGrantedEvent,
  RoleRevoked as RoleRevokedEvent,
} from '../../generated/LiquidityStaking/LiquidityStakingV1';
import { RoleAdminChanged, RoleGranted, RoleRevoked } from '../../generated/schema';
import { activityId, record } from '../store/activity';
import { loadPool, savePool } from '../store/pool';
import { linkToPool, loadRole, setHolder } from '../store/role';

export function handleRoleGranted(event: RoleGrantedEvent): void {
  const pool = loadPool(event.block);
  const role = loadRole(event.address, event.params.role);
  linkToPool(role, pool);
  setHolder(role, event.params.account, true, event.block.timestamp);
  const activity = new RoleGranted(activityId(event));
  activity.role = role.id;
  activity.account = event.params.account;
  activity.sender = event.params.sender;
  const journal = record(activity, 'grantRole', null, [event.params.account, event.params.sender], pool, event);
  activity.save();
  role.save();
  savePool(journal, pool);
}

export function handleRoleRevoked(event: RoleRevokedEvent): void {
  const pool = loadPool(event.block);
  const role = loadRole(event.address, event.params.role);
  linkToPool(role, pool);
  setHolder(role, event.params.account, false, event.block.timestamp);
  const activity = new RoleRevoked(activityId(event));
  activity.role = role.id;
  activity.account = event.params.account;
  activity.sender = event.params.sender;
  const journal = record(activity, 'revokeRole', null, [event.params.account, event.params.sender], pool, event);
  activity.save();
  role.save();
  savePool(journal, pool);
}

export function handleRoleAdminChanged(event: RoleAdminChangedEvent): void {
  const pool = loadPool(event.block);
  const role = loadRole(event.address, event.params.role);
  linkToPool(role, pool);
  role.adminRole = event.params.newAdminRole;
  const activity = new RoleAdminChanged(activityId(event));
  activity.role = role.id;
  activity.previousAdminRole = event.params.previousAdminRole;
  activity.newAdminRole = event.params.newAdminRole;
  const journal = record(activity, 'setRoleAdmin', null, [], pool, event);
  activity.save();
  role.save();
  savePool(journal, pool);
}
