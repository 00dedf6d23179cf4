import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { StakedTokenTransfer } from '../../generated/schema';
import { handleTransferIn, handleTransferOut } from '../../mappings/handlers/staked-token';
import { recordOf } from './events/log';
import { tokenTransfer } from './events/staked-token';
import { ALICE, assertPool, BOB, emptyStore, openPool, POOL, START } from './pool';

beforeEach(openPool);

describe('handleTransferIn', () => {
  test('adds to what the pool holds, a donation too', () => {
    const event = tokenTransfer(ALICE, POOL, '250', START);
    handleTransferIn(event);
    assertPool('tokenBalance', '250');
    assertPool('totalActiveCurrent', '0');
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'from', ALICE);
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'to', POOL);
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'value', '250');
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'newTokenBalance', '250');
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'sequence', '3');
  });

  test('before the pool is initialized makes the pool, in no epoch', () => {
    emptyStore();
    const event = tokenTransfer(ALICE, POOL, '7', START + 5);
    handleTransferIn(event);
    assertPool('tokenBalance', '7');
    assertPool('epochInterval', '0');
    const activity = StakedTokenTransfer.load(Bytes.fromHexString(recordOf(event))) as StakedTokenTransfer;
    assert.assertTrue(activity.epoch === null);
    assert.entityCount('Epoch', 0);
  });
});

describe('handleTransferOut', () => {
  test('takes from what the pool holds', () => {
    handleTransferIn(tokenTransfer(ALICE, POOL, '250', START));
    const event = tokenTransfer(POOL, BOB, '60', START + 1);
    handleTransferOut(event);
    assertPool('tokenBalance', '190');
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'to', BOB);
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'value', '60');
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'newTokenBalance', '190');
  });
});

describe('a transfer of the pool to itself', () => {
  test('comes to both, is recorded once, and moves nothing: contracts.md 9.9', () => {
    handleTransferIn(tokenTransfer(ALICE, POOL, '450', START));
    const event = tokenTransfer(POOL, POOL, '15', START + 1);
    handleTransferIn(event);
    handleTransferOut(event);
    assertPool('tokenBalance', '450');
    assertPool('activityCount', '4');
    assert.entityCount('StakedTokenTransfer', 2);
    assert.fieldEquals('StakedTokenTransfer', recordOf(event), 'newTokenBalance', '450');
  });
});
