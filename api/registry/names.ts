/** Names that no log tells: known borrowers, known accounts, and roles by their ids. */
import { readFileSync } from 'node:fs';

interface Registry {
  readonly sources: Readonly<Record<string, string>>;
  readonly notes: readonly string[];
  readonly borrowers: readonly {
    readonly name: string;
    readonly starkProxy: string;
    readonly proxyAdmin: string;
    /** Account that owned the StarkProxy at first. */
    readonly owner: string;
  }[];
  readonly accounts: readonly { readonly name: string; readonly address: string; readonly source: string }[];
  readonly roles: readonly { readonly name: string; readonly id: string; readonly source: string }[];
}

export const REGISTRY = JSON.parse(readFileSync(new URL('./names.json', import.meta.url), 'utf8')) as Registry;

const accounts = new Map<string, string>();
for (const { name, starkProxy, proxyAdmin, owner } of REGISTRY.borrowers) {
  accounts.set(starkProxy.toLowerCase(), name);
  accounts.set(owner.toLowerCase(), name);
  accounts.set(proxyAdmin.toLowerCase(), `${name} proxy admin`);
}
for (const { name, address } of REGISTRY.accounts) accounts.set(address.toLowerCase(), name);
const roleNames = new Map(REGISTRY.roles.map(({ id, name }) => [id, name]));
const roleIds = new Map(REGISTRY.roles.map(({ id, name }) => [name, id]));

/** Name of an account or contract, its address in lower case; null where it is not known. */
export function nameOf(address: string): string | null {
  return accounts.get(address) ?? null;
}

/** Name of a role by its id; null where it is not known. */
export function roleName(id: string): string | null {
  return roleNames.get(id) ?? null;
}

/** Id of a role by its name; null where it is not known. */
export function roleId(name: string): string | null {
  return roleIds.get(name) ?? null;
}
