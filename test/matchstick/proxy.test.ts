import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleAdminChanged, handleUpgraded } from '../../mappings/handlers/proxy';
import { recordOf } from './events/log';
import { adminChanged, upgraded } from './events/proxy';
import {
  ADMIN,
  ALICE,
  assertBorrower,
  assertPool,
  CONFIGURED_ADMIN,
  CONFIGURED_CODE,
  openPool,
  START,
  ZERO,
} from './pool';

beforeEach(openPool);

describe('a pool that is new', () => {
  test('has what no log tells from the manifest', () => {
    assertPool('stakedToken', '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48');
    assertPool('rewardsToken', '0x92d6c1e31e14520e676a687f0a93788b716beff5');
    assertPool('rewardsTreasury', '0x639192d54431f8c816368d3fb4107bc168d0e871');
    assertPool('distributionStart', '1628002800');
    assertPool('distributionEnd', '1785682798');
    assertPool('implementation', CONFIGURED_CODE);
    assertPool('proxyAdmin', CONFIGURED_ADMIN);
    assertPool('upgradedFromConfiguration', 'false');
    assertPool('callsIndexed', 'true');
    assertPool('firstBlock', (START - 1000).toString());
    // initialize gives all of it to the zero address.
    assertPool('borrowerCount', '1');
    assertBorrower(ZERO, 'allocationCurrent', '10000');
    assertBorrower(ZERO, 'allocationNext', '10000');
  });
});

describe('handleUpgraded', () => {
  test('changes the code, and says that it is no longer the configured one', () => {
    const event = upgraded(ALICE, START);
    handleUpgraded(event);
    assertPool('implementation', ALICE);
    assertPool('upgradedFromConfiguration', 'true');
    assert.fieldEquals('Upgraded', recordOf(event), 'implementation', ALICE);
    assert.fieldEquals('Upgraded', recordOf(event), 'previousImplementation', CONFIGURED_CODE);
  });

  test('back to the configured code', () => {
    handleUpgraded(upgraded(ALICE, START));
    const event = upgraded(CONFIGURED_CODE, START + 1);
    handleUpgraded(event);
    assertPool('implementation', CONFIGURED_CODE);
    assertPool('upgradedFromConfiguration', 'false');
    assert.fieldEquals('Upgraded', recordOf(event), 'previousImplementation', ALICE);
  });
});

describe('handleAdminChanged', () => {
  test('changes who may upgrade', () => {
    const event = adminChanged(CONFIGURED_ADMIN, ADMIN, START);
    handleAdminChanged(event);
    assertPool('proxyAdmin', ADMIN);
    assert.fieldEquals('AdminChanged', recordOf(event), 'previousAdmin', CONFIGURED_ADMIN);
    assert.fieldEquals('AdminChanged', recordOf(event), 'newAdmin', ADMIN);
  });
});
