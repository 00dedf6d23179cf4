import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import {
  handleBorrowed,
  handleDepositedToExchange,
  handleExternalWithdrewToken,
  handleGuardianUpdateApprovedAmountForExternalWithdrawal,
  handleRoleGranted,
  handleUpdatedExternalRecipient,
  handleUpdatedStarkKey,
} from '../../mappings/stark-proxy';
import { recordOf } from './events/log';
import {
  approvedExternalWithdrawal,
  borrowed,
  depositedToExchange,
  externalWithdrewToken,
  PROXY,
  proxyRoleGranted,
  updatedExternalRecipient,
  updatedStarkKey,
} from './events/stark-proxy';
import { ADMIN, ALICE, BOB, openPool, START } from './pool';

/** 17 as 32 bytes. */
const KEY = PROXY + '0000000000000000000000000000000000000000000000000000000000000011';
const GUARDIAN = '55435dd261a4b9b3364963f7738a7a662ad9c84396d64be3365284bb7f0a5041';

beforeEach(openPool);

describe('a configured StarkProxy', () => {
  test('is known from its creation, holds nothing and has nothing approved', () => {
    handleUpdatedStarkKey(updatedStarkKey('17', true, START));
    assert.fieldEquals('StarkProxy', PROXY, 'isKnownFromCreation', 'true');
    assert.fieldEquals('StarkProxy', PROXY, 'tokenBalance', '0');
    assert.fieldEquals('StarkProxy', PROXY, 'approvedAmountForExternalWithdrawal', '0');
    assert.fieldEquals('StarkKey', KEY, 'isAllowed', 'true');
    assert.fieldEquals('StarkKey', KEY, 'updatedAt', START.toString());
  });
});

describe('handleBorrowed', () => {
  test('adds to what the StarkProxy borrowed', () => {
    const event = borrowed('300', '300', START);
    handleBorrowed(event);
    assert.fieldEquals('StarkProxy', PROXY, 'cumulativeBorrowed', '300');
    assert.fieldEquals('StarkProxyBorrowed', recordOf(event), 'newBorrowedBalance', '300');
    assert.fieldEquals('StarkProxyBorrowed', recordOf(event), 'transactionIndex', '1');
    assert.entityCount('Breach', 0);
  });
});

describe('handleDepositedToExchange', () => {
  test('with a key that is not allowed is a breach, and counts', () => {
    const event = depositedToExchange('17', '3', '60', START);
    handleDepositedToExchange(event);
    assert.fieldEquals('StarkProxy', PROXY, 'cumulativeDepositedToExchange', '60');
    assert.fieldEquals('StarkKey', KEY, 'isAllowed', 'false');
    assert.fieldEquals('StarkProxy', PROXY, 'breachCount', '1');
    assert.entityCount('Breach', 1);
  });
});

describe('handleExternalWithdrewToken', () => {
  test('uses up the approval', () => {
    handleUpdatedExternalRecipient(updatedExternalRecipient(BOB, true, START));
    handleGuardianUpdateApprovedAmountForExternalWithdrawal(approvedExternalWithdrawal('100', START + 1));
    const event = externalWithdrewToken(BOB, '40', START + 2);
    handleExternalWithdrewToken(event);
    assert.fieldEquals('StarkProxy', PROXY, 'approvedAmountForExternalWithdrawal', '60');
    assert.fieldEquals('ExternalWithdrewToken', recordOf(event), 'purpose', 'withdrawnByApproval');
    assert.fieldEquals('ExternalRecipient', PROXY + BOB.slice(2), 'cumulativeWithdrawn', '40');
  });

  test('above the approval makes it void', () => {
    handleGuardianUpdateApprovedAmountForExternalWithdrawal(approvedExternalWithdrawal('100', START + 1));
    handleExternalWithdrewToken(externalWithdrewToken(BOB, '101', START + 2));
    assert.fieldEquals('StarkProxy', PROXY, 'approvedAmountForExternalWithdrawal', '0');
  });
});

describe('handleRoleGranted', () => {
  test('names the role and its StarkProxy', () => {
    handleRoleGranted(proxyRoleGranted('0x' + GUARDIAN, ALICE, ADMIN, START));
    assert.fieldEquals('Role', PROXY + GUARDIAN, 'name', 'GUARDIAN_ROLE');
    assert.fieldEquals('Role', PROXY + GUARDIAN, 'starkProxy', PROXY);
    assert.fieldEquals('RoleHolder', PROXY + GUARDIAN + ALICE.slice(2), 'isHolder', 'true');
  });
});
