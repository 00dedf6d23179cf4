/** Governance that every contract has: roles and proxies. */
import { roleName } from '../registry/names.ts';
import { inner, text } from './row.ts';
import { previous, type Source, setting, value } from './source.ts';

function membership(held: boolean): Source['read'] {
  return (row) => {
    const role = inner(row, 'role', 'role');
    return {
      ...setting(inner(row, 'role', 'contract')),
      kind: roleName(role)?.endsWith('_OPERATOR_ROLE') ? 'operator' : 'role',
      subjectKind: 'account',
      subject: text(row, 'account'),
      role,
      // AccessControl logs only what changes something.
      values: [value('hasRole', 'boolean', String(!held), String(held))],
      sender: text(row, 'sender'),
    };
  };
}

const MEMBERSHIP = 'role { contract role } account sender';
const ROLE_GRANTED: Source = { root: 'roleGranteds', fields: MEMBERSHIP, read: membership(true) };
const ROLE_REVOKED: Source = { root: 'roleRevokeds', fields: MEMBERSHIP, read: membership(false) };

const ROLE_ADMIN: Source = {
  root: 'roleAdminChangeds',
  fields: 'role { contract role } previousAdminRole newAdminRole',
  read: (row) => ({
    ...setting(inner(row, 'role', 'contract')),
    kind: 'role',
    subjectKind: 'role',
    subject: inner(row, 'role', 'role'),
    role: inner(row, 'role', 'role'),
    values: [value('adminRole', 'roleId', text(row, 'previousAdminRole'), text(row, 'newAdminRole'))],
  }),
};

const UPGRADED: Source = {
  root: 'upgradeds',
  fields: 'proxy previousImplementation implementation',
  read: (row) => ({
    ...setting(text(row, 'proxy')),
    kind: 'upgrade',
    values: [value('implementation', 'address', previous(row, 'previousImplementation'), text(row, 'implementation'))],
  }),
};

const PROXY_ADMIN: Source = {
  root: 'adminChangeds',
  fields: 'proxy previousAdmin newAdmin',
  read: (row) => ({
    ...setting(text(row, 'proxy')),
    kind: 'upgrade',
    values: [value('proxyAdmin', 'address', text(row, 'previousAdmin'), text(row, 'newAdmin'))],
  }),
};

export const ACCESS_SOURCES: readonly Source[] = [ROLE_GRANTED, ROLE_REVOKED, ROLE_ADMIN, UPGRADED, PROXY_ADMIN];
