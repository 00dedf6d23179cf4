/** Derived fields of whatever has roles: `hasRole(role, account)` and `getRoleAdmin(role)` of its access control. */
import { isJsonObject } from '../json.ts';
import type { DerivedField, Need } from './field.ts';

/** `DEFAULT_ADMIN_ROLE`: the admin of a role that was given none. */
const DEFAULT_ADMIN_ROLE = `0x${'00'.repeat(32)}`;

/** `isKnown`: whether every log of the row's contract is recorded, so that no row means never granted. */
export function hasRole<Entity>(
  isKnown: (entity: Entity) => boolean,
  needs: readonly Need[] = [],
): DerivedField<Entity> {
  const selection =
    '(first: 1, where: { role: $role }) { holders(first: 1, where: { account: $account }) { isHolder } }';
  return {
    needs: [...needs, { field: 'roles', selection }],
    parts: [],
    timed: false,
    staged: true,
    arguments: { role: 'bytes32', account: 'address' },
    compute: (_view, entity, { found }) => {
      const holders = found?.holders;
      const holder = Array.isArray(holders) ? holders[0] : undefined;
      if (isJsonObject(holder)) return holder.isHolder === true;
      return isKnown(entity) ? false : null;
    },
  };
}

export function roleAdmin<Entity>(
  isKnown: (entity: Entity) => boolean,
  needs: readonly Need[] = [],
): DerivedField<Entity> {
  return {
    needs: [...needs, { field: 'roles', selection: '(first: 1, where: { role: $role }) { adminRole }' }],
    parts: [],
    timed: false,
    staged: true,
    arguments: { role: 'bytes32' },
    compute: (_view, entity, { found }) => {
      // Followed later on, a role may have been given another admin before its first log that was seen.
      if (!isKnown(entity)) return null;
      return typeof found?.adminRole === 'string' ? found.adminRole : DEFAULT_ADMIN_ROLE;
    },
  };
}
