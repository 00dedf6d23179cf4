import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { handleConvertedInactiveBalancesToDebt } from '../../mappings/handlers/debt-accounting';
import { handleFailsafeDeleteUserInactiveBalance } from '../../mappings/handlers/failsafe';
import { handleStaked, handleWithdrawalRequested } from '../../mappings/handlers/staking';
import { convertedInactiveBalancesToDebt } from './events/debt-accounting';
import { failsafeDelete } from './events/failsafe';
import { staked, withdrawalRequested } from './events/staking';
import { ALICE, assertPool, assertStaker, BOB, EPOCH_1, EPOCH_2, openPool, START } from './pool';

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
    assertStaker(ALICE, 'inactiveEpoch', '2');
    assertStaker(ALICE, 'inactiveCurrent', '0');
    assertStaker(ALICE, 'inactiveNext', '0');
    assertStaker(ALICE, 'shortfallCounter', '2');
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

  test('by two accounts in one transaction makes two records', () => {
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(ALICE, EPOCH_2 + 1));
    handleFailsafeDeleteUserInactiveBalance(failsafeDelete(BOB, EPOCH_2 + 1));
    assert.entityCount('InactiveBalanceDeleted', 2);
    assertStaker(BOB, 'inactiveNext', '0');
  });
});
