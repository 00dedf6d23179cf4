/** Allowances and roles against the last event that set each of them. */
import { type Check, type Closing, placeOf } from '../check.ts';
import type { LedgerRow } from '../ledger/rows.ts';
import { allOf, type LedgerSource, type Stored, textOf } from '../ledger/source.ts';
import { type Place, Sheet } from '../sheet.ts';

/** What an entity must say, and the activity that set it. */
interface Set {
  readonly fields: Readonly<Record<string, string>>;
  readonly place: Place;
}

const FIELDS = {
  allowances: ['owner', 'spender', 'value'],
  roles: ['contract', 'role', 'adminRole'],
  roleHolders: ['role', 'account', 'isHolder', 'grantedAt', 'revokedAt'],
} as const;

type Kind = keyof typeof FIELDS;
const KINDS = Object.keys(FIELDS) as Kind[];

/** The admin of a role that never had another. */
const DEFAULT_ADMIN = `0x${'0'.repeat(64)}`;

export class PermissionsCheck implements Check {
  readonly sheet = new Sheet('permissions', 'Allowances, roles and their holders are as last set.');
  readonly #set: Record<Kind, Map<string, Set>> = { allowances: new Map(), roles: new Map(), roleHolders: new Map() };
  /** Of each proxy: what its activities set. */
  readonly #proxies = new Map<string, Record<string, string>>();

  /** Of a window: what was set before it. */
  async load(source: LedgerSource): Promise<void> {
    for (const kind of KINDS) {
      for (const row of await allOf(source, kind)) this.#put(kind, textOf(row, 'id'), fieldsOf(kind, row), {});
    }
  }

  before({ activity }: LedgerRow): void {
    const { type, fields } = activity;
    const { role = '', owner = '', spender = '', value = '' } = fields;
    const place = placeOf(activity);
    if (type === 'Approval') this.#put('allowances', owner + spender.slice(2), { owner, spender, value }, place);
    if (type === 'Upgraded') this.#setProxy(fields.proxy, { implementation: fields.implementation ?? '' });
    if (type === 'AdminChanged') this.#setProxy(fields.proxy, { proxyAdmin: fields.newAdmin ?? '' });
    if (type === 'RoleAdminChanged') {
      this.sheet.equal(fields.previousAdminRole, this.#adminOf(role), 'previousAdminRole', place);
      this.#setAdmin(role, fields.newAdminRole ?? '', place);
    }
    if (type !== 'RoleGranted' && type !== 'RoleRevoked') return;
    if (!this.#set.roles.has(role)) this.#setAdmin(role, DEFAULT_ADMIN, place);
    const id = role + fields.account?.slice(2);
    const isHolder = type === 'RoleGranted';
    const second = String(activity.timestamp);
    const grantedAt = isHolder ? second : (this.#set.roleHolders.get(id)?.fields.grantedAt ?? second);
    const { account = '' } = fields;
    const holder = { role, account, isHolder: String(isHolder), grantedAt, revokedAt: isHolder ? '' : second };
    this.#put('roleHolders', id, holder, place);
  }

  async finish({ source, pool }: Closing): Promise<void> {
    for (const kind of KINDS) await this.#compare(kind, source);
    const rows = new Map(
      [pool, ...(await allOf(source, 'rewardsDistributors'))].map((row) => [textOf(row, 'id'), row]),
    );
    for (const [proxy, set] of this.#proxies) {
      if (!rows.has(proxy)) continue;
      for (const [field, value] of Object.entries(set)) {
        const subject = proxy === textOf(pool, 'id') ? 'pool' : `proxy ${proxy}`;
        this.sheet.equal(textOf(rows.get(proxy) ?? {}, field), value, field, { subject });
      }
    }
  }

  async #compare(kind: Kind, source: LedgerSource): Promise<void> {
    const expected = new Map(this.#set[kind]);
    this.sheet.figures[kind] = String(expected.size);
    for await (const page of source.entities(kind)) {
      for (const row of page) {
        const subject = `${kind} ${textOf(row, 'id')}`;
        const set = expected.get(textOf(row, 'id'));
        if (set === undefined) this.sheet.fault('no activity set it', { subject });
        for (const [field, value] of Object.entries(set?.fields ?? {})) {
          this.sheet.equal(fieldsOf(kind, row)[field], value, field, { ...set?.place, subject });
        }
        expected.delete(textOf(row, 'id'));
      }
    }
    for (const [id, { place }] of expected) {
      this.sheet.fault('it was set and nothing is stored', { ...place, subject: `${kind} ${id}` });
    }
  }

  #put(kind: Kind, id: string, fields: Set['fields'], place: Place): void {
    this.#set[kind].set(id, { fields, place });
  }

  #setProxy(proxy = '', set: Record<string, string>): void {
    this.#proxies.set(proxy, { ...this.#proxies.get(proxy), ...set });
  }

  #adminOf(role: string): string {
    return this.#set.roles.get(role)?.fields.adminRole ?? DEFAULT_ADMIN;
  }

  /** A role's id is the contract's address and the role's own. */
  #setAdmin(id: string, adminRole: string, place: Place): void {
    const [contract, role] = [id.slice(0, 42), `0x${id.slice(42)}`];
    this.#put('roles', id, { contract, role, adminRole }, place);
  }
}

function fieldsOf(kind: Kind, row: Stored): Set['fields'] {
  return Object.fromEntries(FIELDS[kind].map((field) => [field, String(row[field] ?? '')]));
}
