import { Bytes } from '@graphprotocol/graph-ts';
import { assert, beforeEach, describe, test } from 'matchstick-as/assembly/index';
import { IpnsNameUpdated, RewardsRoot } from '../../generated/schema';
import { handleAlwaysAllowClaimForUpdated, handleRewardsClaimed } from '../../mappings/handlers/distributor/claims';
import {
  handleIpnsNameUpdated,
  handleRewardsParametersUpdated,
} from '../../mappings/handlers/distributor/configuration';
import { handleEpochScheduleUpdated } from '../../mappings/handlers/distributor/epoch-schedule';
import { handleRootUpdatesPaused } from '../../mappings/handlers/distributor/pausable';
import { handleUpgraded } from '../../mappings/handlers/distributor/proxy';
import { handleRootProposed, handleRootUpdated } from '../../mappings/handlers/distributor/root-updates';
import {
  alwaysAllowClaimForUpdated,
  distributorUpgraded,
  epochScheduleUpdated,
  ipnsNameUpdated,
  rewardsClaimed,
  rewardsParametersUpdated,
  rootProposed,
  rootUpdated,
  rootUpdatesPaused,
} from './events/distributor';
import { recordOf } from './events/log';
import { ALICE, assertPool, BOB, DISTRIBUTOR, emptyStoreOfDistributor, START } from './pool';

const ROOT = '0x' + 'a'.repeat(64);
const OTHER_ROOT = '0x' + 'b'.repeat(64);
const CID = 'bafkreicpkpg2ddblvigagvf3l6nd5s7f5ujkwtmocg5iopbpcelbeavziu';

function assertDistributor(field: string, value: string): void {
  assert.fieldEquals('RewardsDistributor', DISTRIBUTOR, field, value);
}

function rootId(root: string, epoch: i32): Bytes {
  return Bytes.fromHexString(root).concatI32(epoch).concat(Bytes.fromUTF8(CID));
}

beforeEach(emptyStoreOfDistributor);

describe('the first log', () => {
  test('makes the distributor and, being older, the pool', () => {
    handleEpochScheduleUpdated(epochScheduleUpdated('2419200', '1628002800', START));
    assertDistributor('epochInterval', '2419200');
    assertDistributor('epochOffset', '1628002800');
    assertDistributor('rewardsTreasury', '0x639192d54431f8c816368d3fb4107bc168d0e871');
    assertPool('activityCount', '1');
    assertPool('epochInterval', '0');
  });
});

describe('settings', () => {
  test('say what was before once `initialize` is over', () => {
    const first = ipnsNameUpdated('one', START);
    handleIpnsNameUpdated(first);
    handleEpochScheduleUpdated(epochScheduleUpdated('2419200', '1628002800', START));
    const second = ipnsNameUpdated('two', START + 1);
    handleIpnsNameUpdated(second);
    assertDistributor('ipnsName', 'two');
    const record = IpnsNameUpdated.load(Bytes.fromHexString(recordOf(first))) as IpnsNameUpdated;
    assert.assertTrue(record.previousIpnsName === null);
    assert.fieldEquals('IpnsNameUpdated', recordOf(second), 'previousIpnsName', 'one');
  });

  test('of rewards come three at a time', () => {
    handleRewardsParametersUpdated(rewardsParametersUpdated('1', '2', '3', START));
    assertDistributor('marketMakerRewardsAmount', '1');
    assertDistributor('traderRewardsAmount', '2');
    assertDistributor('traderScoreAlpha', '3');
    assert.entityCount('StateChange', 5);
  });
});

describe('roots', () => {
  test('are proposed, replaced, and active', () => {
    handleRootProposed(rootProposed(ROOT, '0', CID, '700', START));
    handleRootProposed(rootProposed(OTHER_ROOT, '0', CID, '800', START + 1));
    const updated = rootUpdated(OTHER_ROOT, '0', CID, START + 2);
    handleRootUpdated(updated);
    const first = RewardsRoot.load(rootId(ROOT, 0)) as RewardsRoot;
    assert.assertTrue(first.activatedAt === null);
    assert.fieldEquals('RewardsRoot', first.id.toHexString(), 'replacedAt', (START + 1).toString());
    assert.fieldEquals('RewardsRoot', rootId(OTHER_ROOT, 0).toHexString(), 'activatedAt', (START + 2).toString());
    assertDistributor('activeRoot', rootId(OTHER_ROOT, 0).toHexString());
    assertDistributor('nextRootEpoch', '1');
    assertDistributor('waitingPeriodEnd', '800');
    assert.fieldEquals('RootUpdated', recordOf(updated), 'rootEpoch', '0');
  });

  test('wait while updates are paused', () => {
    handleRootUpdatesPaused(rootUpdatesPaused(START));
    assertDistributor('rootUpdatesPaused', 'true');
  });

  test('have one file each, however often they are proposed', () => {
    handleRootProposed(rootProposed(ROOT, '0', CID, '700', START));
    handleRootProposed(rootProposed(OTHER_ROOT, '0', CID, '800', START + 1));
    handleRootProposed(rootProposed(ROOT, '0', CID, '900', START + 2));
    assert.dataSourceCount('RewardsFile', 1);
    assertDistributor('rootCount', '2');
    const root = RewardsRoot.load(rootId(ROOT, 0)) as RewardsRoot;
    assert.assertTrue(root.replacedAt === null);
  });
});

describe('claims', () => {
  test('add up', () => {
    handleRewardsClaimed(rewardsClaimed(ALICE, '70', START));
    const second = rewardsClaimed(ALICE, '30', START + 1);
    handleRewardsClaimed(second);
    assert.fieldEquals('RewardsAccount', ALICE, 'claimedRewards', '100');
    assert.fieldEquals('RewardsAccount', ALICE, 'claimCount', '2');
    assert.fieldEquals('RewardsClaimed', recordOf(second), 'newClaimedRewards', '100');
    assertDistributor('cumulativeClaimedRewards', '100');
    assertDistributor('accountCount', '1');
  });

  test('may be left to others', () => {
    handleAlwaysAllowClaimForUpdated(alwaysAllowClaimForUpdated(BOB, true, START));
    assert.fieldEquals('RewardsAccount', BOB, 'alwaysAllowClaims', 'true');
    assert.fieldEquals('RewardsAccount', BOB, 'claimedRewards', '0');
  });
});

describe('the proxy', () => {
  test('is the one that is named, and not the pool', () => {
    const event = distributorUpgraded(BOB, START);
    handleUpgraded(event);
    assertDistributor('implementation', BOB);
    assertDistributor('upgradedFromConfiguration', 'true');
    assert.fieldEquals('Upgraded', recordOf(event), 'proxy', DISTRIBUTOR);
    assertPool('upgradedFromConfiguration', 'false');
  });
});
