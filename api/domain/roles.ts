/** Roles of a contract's access control, LS1Roles and SP1Roles: who holds which, as grants and revocations leave it. */

/** The role that administers each role until another is set. It has no members. */
export const DEFAULT_ADMIN_ROLE = `0x${'0'.repeat(64)}`;

/** Roles of several contracts, all by addresses and ids in lower case. `Grant` is kept with each holder. */
export interface Roles<Grant> {
  readonly holders: Map<string, Map<string, Grant>>;
  readonly admins: Map<string, string>;
}

export function noRoles<Grant>(): Roles<Grant> {
  return { holders: new Map(), admins: new Map() };
}

const key = (contract: string, role: string): string => `${contract} ${role}`;

/** `grantRole`: logged only where the account did not hold it. */
export function grantRole<Grant>(
  { holders }: Roles<Grant>,
  contract: string,
  role: string,
  account: string,
  grant: Grant,
): void {
  const known = holders.get(key(contract, role));
  if (known) known.set(account, grant);
  else holders.set(key(contract, role), new Map([[account, grant]]));
}

/** `revokeRole` and `renounceRole`. */
export function revokeRole<Grant>(roles: Roles<Grant>, contract: string, role: string, account: string): void {
  roles.holders.get(key(contract, role))?.delete(account);
}

export function setRoleAdmin<Grant>(roles: Roles<Grant>, contract: string, role: string, admin: string): void {
  roles.admins.set(key(contract, role), admin);
}

/** Grants of those who hold the role, in the order they received it. */
export function holdersOf<Grant>(roles: Roles<Grant>, contract: string, role: string): Grant[] {
  return [...(roles.holders.get(key(contract, role))?.values() ?? [])];
}

/** `hasRole(role, account)`: the grant; null where the account does not hold the role. */
export function grantOf<Grant>(roles: Roles<Grant>, contract: string, role: string, account: string): Grant | null {
  return roles.holders.get(key(contract, role))?.get(account) ?? null;
}

/** `getRoleAdmin(role)`. */
export function adminOf<Grant>(roles: Roles<Grant>, contract: string, role: string): string {
  return roles.admins.get(key(contract, role)) ?? DEFAULT_ADMIN_ROLE;
}

/** Ids of the roles of a contract that were ever named: granted, or given an admin. */
export function rolesOf<Grant>({ holders, admins }: Roles<Grant>, contract: string): string[] {
  const named = [...admins.keys(), ...holders.keys()].filter((each) => each.startsWith(`${contract} `));
  return [...new Set(named.map((each) => each.slice(contract.length + 1)))];
}
