import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { Role, RoleHolder } from '../../generated/schema';
import { handleRoleAdminChanged, handleRoleGranted, handleRoleRevoked } from '../../mappings/handlers/roles';
import { recordOf } from './events/log';
import { roleAdminChanged, roleGranted, roleRevoked } from './events/roles';
import { ADMIN, OPERATOR, openPool, POOL, START } from './pool';

const NO_ROLE = '0x0000000000000000000000000000000000000000000000000000000000000000';
// keccak256 of the names: contracts.md, appendix A.
const OWNER = 'b19546dff01e856fb3f010c267a7b1c60363cf8a4664e21cc89c26224620214e';
const CLAIM_OPERATOR = '36dc7495d0ae0bc2a620bf292049e4d4e5f800043895b13c08a1977d3a3297f5';
const UNKNOWN = '1212121212121212121212121212121212121212121212121212121212121212';

function loadHolder(id: string): RoleHolder {
  return RoleHolder.load(Bytes.fromHexString(id)) as RoleHolder;
}

beforeEach(openPool);

describe('handleRoleGranted', () => {
  test('records the role by its name and the account as its holder', () => {
    const event = roleGranted('0x' + CLAIM_OPERATOR, OPERATOR, ADMIN, START);
    handleRoleGranted(event);
    const role = POOL + CLAIM_OPERATOR;
    assert.fieldEquals('Role', role, 'name', 'CLAIM_OPERATOR_ROLE');
    assert.fieldEquals('Role', role, 'contract', POOL);
    assert.fieldEquals('Role', role, 'role', '0x' + CLAIM_OPERATOR);
    assert.fieldEquals('Role', role, 'adminRole', NO_ROLE);
    const holder = role + OPERATOR.slice(2);
    assert.fieldEquals('RoleHolder', holder, 'role', role);
    assert.fieldEquals('RoleHolder', holder, 'account', OPERATOR);
    assert.fieldEquals('RoleHolder', holder, 'isHolder', 'true');
    assert.fieldEquals('RoleHolder', holder, 'grantedAt', START.toString());
    assert.assertTrue(loadHolder(holder).revokedAt === null);
    assert.fieldEquals('RoleGranted', recordOf(event), 'role', role);
    assert.fieldEquals('RoleGranted', recordOf(event), 'account', OPERATOR);
    assert.fieldEquals('RoleGranted', recordOf(event), 'sender', ADMIN);
  });

  test('leaves the name of a role that is not known empty', () => {
    handleRoleGranted(roleGranted('0x' + UNKNOWN, OPERATOR, ADMIN, START));
    const role = Role.load(Bytes.fromHexString(POOL + UNKNOWN)) as Role;
    assert.assertTrue(role.name === null);
  });

  test('again after a revocation counts from then on', () => {
    handleRoleGranted(roleGranted('0x' + OWNER, OPERATOR, ADMIN, START));
    handleRoleRevoked(roleRevoked('0x' + OWNER, OPERATOR, ADMIN, START + 1));
    handleRoleGranted(roleGranted('0x' + OWNER, OPERATOR, ADMIN, START + 2));
    const holder = POOL + OWNER + OPERATOR.slice(2);
    assert.fieldEquals('RoleHolder', holder, 'isHolder', 'true');
    assert.fieldEquals('RoleHolder', holder, 'grantedAt', (START + 2).toString());
    assert.assertTrue(loadHolder(holder).revokedAt === null);
    assert.entityCount('RoleHolder', 1);
    assert.entityCount('Role', 1);
  });
});

describe('handleRoleRevoked', () => {
  test('ends the holding', () => {
    handleRoleGranted(roleGranted('0x' + OWNER, OPERATOR, ADMIN, START));
    const event = roleRevoked('0x' + OWNER, OPERATOR, OPERATOR, START + 1);
    handleRoleRevoked(event);
    const holder = POOL + OWNER + OPERATOR.slice(2);
    assert.fieldEquals('RoleHolder', holder, 'isHolder', 'false');
    assert.fieldEquals('RoleHolder', holder, 'grantedAt', START.toString());
    assert.fieldEquals('RoleHolder', holder, 'revokedAt', (START + 1).toString());
    assert.fieldEquals('RoleRevoked', recordOf(event), 'role', POOL + OWNER);
    assert.fieldEquals('RoleRevoked', recordOf(event), 'account', OPERATOR);
    assert.fieldEquals('RoleRevoked', recordOf(event), 'sender', OPERATOR);
  });

  test('of a grant that was not seen records an account that holds nothing', () => {
    handleRoleRevoked(roleRevoked('0x' + OWNER, OPERATOR, ADMIN, START + 1));
    assert.fieldEquals('RoleHolder', POOL + OWNER + OPERATOR.slice(2), 'isHolder', 'false');
  });
});

describe('handleRoleAdminChanged', () => {
  test('sets the role that administers', () => {
    const event = roleAdminChanged('0x' + CLAIM_OPERATOR, NO_ROLE, '0x' + OWNER, START);
    handleRoleAdminChanged(event);
    assert.fieldEquals('Role', POOL + CLAIM_OPERATOR, 'adminRole', '0x' + OWNER);
    assert.fieldEquals('RoleAdminChanged', recordOf(event), 'role', POOL + CLAIM_OPERATOR);
    assert.fieldEquals('RoleAdminChanged', recordOf(event), 'previousAdminRole', NO_ROLE);
    assert.fieldEquals('RoleAdminChanged', recordOf(event), 'newAdminRole', '0x' + OWNER);
    assert.entityCount('RoleHolder', 0);
  });
});
