import { BigInt, ByteArray, Bytes, crypto } from '@graphprotocol/graph-ts';
import { Pool, Role, RoleHolder } from '../../generated/schema';

const NAMES: string[] = [
  'OWNER_ROLE',
  'EPOCH_PARAMETERS_ROLE',
  'REWARDS_RATE_ROLE',
  'BORROWER_ADMIN_ROLE',
  'CLAIM_OPERATOR_ROLE',
  'STAKE_OPERATOR_ROLE',
  'DEBT_OPERATOR_ROLE',
  // Of a StarkProxy.
  'GUARDIAN_ROLE',
  'VETO_GUARDIAN_ROLE',
  'DELEGATION_ADMIN_ROLE',
  'BORROWER_ROLE',
  'EXCHANGE_OPERATOR_ROLE',
  'WITHDRAWAL_OPERATOR_ROLE',
  // Of the Merkle distributor.
  'CONFIG_UPDATER_ROLE',
  'PAUSER_ROLE',
  'UNPAUSER_ROLE',
];

/** The role of that contract, new with the default admin role (zero) as in AccessControl. */
export function loadRole(contract: Bytes, role: Bytes): Role {
  const id = contract.concat(role);
  const known = Role.load(id);
  if (known !== null) return known;
  const record = new Role(id);
  record.contract = contract;
  record.role = role;
  record.name = nameOf(role);
  record.adminRole = Bytes.fromHexString('0x' + '0'.repeat(64));
  return record;
}

function nameOf(role: Bytes): string | null {
  for (let i = 0; i < NAMES.length; i++) {
    if (crypto.keccak256(ByteArray.fromUTF8(NAMES[i])).equals(role)) return NAMES[i];
  }
  return null;
}

/** The pool's roles lead to it; those of another contract that is indexed with it do not. */
export function linkToPool(role: Role, pool: Pool): void {
  if (role.contract.equals(pool.id)) role.pool = pool.id;
}

/** `hasRole(role, account)`, by the ids of contract and role. */
export function isHolder(contract: Bytes, role: Bytes, account: Bytes): boolean {
  const holder = RoleHolder.load(contract.concat(role).concat(account));
  return holder !== null && holder.isHolder;
}

/** Marks the account as holding the role or not, from that second on. */
export function setHolder(role: Role, account: Bytes, isHolder: boolean, at: BigInt): void {
  const id = role.id.concat(account);
  let holder = RoleHolder.load(id);
  if (holder === null) {
    holder = new RoleHolder(id);
    holder.role = role.id;
    holder.account = account;
    holder.grantedAt = at;
  }
  holder.isHolder = isHolder;
  if (isHolder) {
    holder.grantedAt = at;
    holder.revokedAt = null;
  } else {
    holder.revokedAt = at;
  }
  holder.save();
}
