import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, countEntities, describe, test } from 'matchstick-as/assembly/index';
import { StateChange } from '../../generated/schema';
import { handleConvertedInactiveBalancesToDebt } from '../../mappings/handlers/debt-accounting';
import { handleFailsafeDeleteUserInactiveBalance } from '../../mappings/handlers/failsafe';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import { convertedInactiveBalancesToDebt } from './events/debt-accounting';
import { failsafeDelete } from './events/failsafe';
import { staked, withdrawalRequested } from './events/staking';
import { ALICE, assertFlow, assertPool, assertStaker, BOB, EPOCH_1, EPOCH_2, openPool, START } from './pool';

/** Alice as in contracts.md 9.6: 1000 staked, 300 and 200 requested, two shortfalls, nothing settled. */
beforeEach(() => {
  openPool();
  handleStaked(staked(ALICE, ALICE, '1000', START));
  handleStaked(staked(BOB, BOB, '1000', START));
  handleWithdrawalRequested(withdrawalRequested(ALICE, '300', START));
  handleWithdrawalRequested(withdrawalRequested(BOB, '400', START));
  handleWithdrawalRequested(withdrawalRequested(ALICE, '200', EPOCH_1));
  handleConvertedInactiveBalancesToDebt(
    convertedInactiveBalancesToDebt('600', '142857142857142857142857142857142857', '100', EPOCH_1),
  );
  handleConvertedInactiveBalancesToDebt(
    convertedInactiveBalancesToDebt('150', '500000000000000000000000000000000000', '150', EPOCH_2),
  );
});

/** `<transaction hash><sequence number><-1>`: 'transaction at 1632841201', 10 and -1 in little-endian bytes. */
const RECORD = '0x7472616e73616374696f6e2061742031363332383431323031' + '0a000000' + 'ffffffff';

describe('handleFailsafeDeleteUserInactiveBalance', () => {
  test('deletes the record and the losses not settled; the totals stay: contracts.md 9.12', () => {
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(ALICE, EPOCH_2 + 1));
    assertStaker(ALICE, 'inactiveEpoch', '0');
    assertStaker(ALICE, 'inactiveCurrent', '0');
    assertStaker(ALICE, 'inactiveNext', '0');
    assertStaker(ALICE, 'shortfallCounter', '0');
    assertStaker(ALICE, 'settledDebtBalance', '0');
    assertStaker(ALICE, 'activeNext', '500');
    assertPool('totalInactiveCurrent', '150');
    assertPool('totalInactiveNext', '150');
    assertPool('discrepancyCount', '0');
  });

  test('records what was lost: 121 inactive, 379 of debt', () => {
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(ALICE, EPOCH_2 + 1));
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'staker', ALICE);
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'inactiveBalance', '121');
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'debtBalance', '379');
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'sequence', '10');
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'logIndex', '-1');
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'epoch', '2');
    assert.fieldEquals('InactiveBalanceDeleted', RECORD, 'timestamp', (EPOCH_2 + 1).toString());
  });

  test('counts in the epoch, and in that of the account', () => {
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(ALICE, EPOCH_2 + 1));
    assertFlow('2-deleteInactiveBalance', '1', '121');
    assert.fieldEquals('StakerEpoch', ALICE + '02000000', 'deletedInactive', '121');
    assert.fieldEquals('StakerEpoch', ALICE + '02000000', 'deletedDebt', '379');
    assert.fieldEquals('StakerEpoch', ALICE + '02000000', 'staker', ALICE);
    assert.fieldEquals('StakerEpoch', ALICE + '02000000', 'epoch', '2');
  });

  test('writes down the three values it changes: epoch - 1, current - 300, next - 500', () => {
    const before = countEntities('StateChange');
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(ALICE, EPOCH_2 + 1));
    assert.entityCount('StateChange', before + 3);
    let sum = BigInt.zero();
    for (let position = 0; position < 3; position++) {
      const change = StateChange.load(Bytes.fromHexString(RECORD).concatI32(position)) as StateChange;
      assert.stringEquals(change.subject, ALICE);
      assert.bigIntEquals(change.after.minus(change.before), change.change);
      sum = sum.plus(change.change);
    }
    assert.bigIntEquals(sum, BigInt.fromI32(-801));
  });

  test('by two accounts in one transaction makes two records', () => {
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(ALICE, EPOCH_2 + 1));
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(BOB, EPOCH_2 + 1));
    assert.entityCount('InactiveBalanceDeleted', 2);
    assertStaker(BOB, 'inactiveNext', '0');
  });
});
