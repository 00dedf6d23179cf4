import { Bytes, DataSourceContext } from '@graphprotocol/graph-ts';
import { assert, beforeEach, clearStore, dataSourceMock, describe, test } from 'matchstick-as/assembly/index';
import { RewardsTree } from '../../generated/schema';
import { handleRewardsFile } from '../../mappings/handlers/distributor/rewards-file';
import { readRewards } from '../../mappings/rules/distributor/rewards-file';

const ACCOUNT = '0xE4dDb4233513498b5aA79B98bEA473b01b101a67';
// contracts.md 7.3: the leaf of that account with 123, which is the root of a tree of nothing else.
const ROOT = '0xf653091b92ed0c143acbb679e6a1194b2ae6666249387dfff4ae61985eb02287';
const ID = '0x01';

function read(content: string, root: string): RewardsTree {
  const context = new DataSourceContext();
  context.setBytes('root', Bytes.fromHexString(ID));
  context.setBytes('merkleRoot', Bytes.fromHexString(root));
  dataSourceMock.setReturnValues('bafy', 'mainnet', context);
  handleRewardsFile(Bytes.fromUTF8(content));
  return RewardsTree.load(Bytes.fromHexString(ID)) as RewardsTree;
}

function faultOf(content: string): string {
  const fault = readRewards(Bytes.fromUTF8(content)).fault;
  return fault === null ? '' : fault;
}

beforeEach(clearStore);

describe('handleRewardsFile', () => {
  test('keeps the leaves of a tree with the root that was proposed', () => {
    const tree = read('[["' + ACCOUNT + '","123"]]', ROOT);
    assert.assertTrue(tree.verified);
    assert.assertTrue(tree.fault === null);
    assert.i32Equals(1, tree.accountCount);
    assert.stringEquals('123', tree.totalRewards.toString());
    const leaves = tree.leaves as Bytes;
    assert.stringEquals(ACCOUNT.toLowerCase() + '7b'.padStart(64, '0'), leaves.toHexString());
  });

  test('keeps nothing of a tree with another root', () => {
    const tree = read('[["' + ACCOUNT + '","124"]]', ROOT);
    assert.assertTrue(!tree.verified);
    assert.stringEquals('otherRoot', tree.fault as string);
    assert.assertTrue(tree.leaves === null);
  });
});

describe('readRewards', () => {
  test('names what is wrong', () => {
    assert.stringEquals('notJson', faultOf('[["' + ACCOUNT + '","12'));
    assert.stringEquals('notPairs', faultOf('{}'));
    assert.stringEquals('notPairs', faultOf('[["' + ACCOUNT + '"]]'));
    assert.stringEquals('notPairs', faultOf('[["' + ACCOUNT + '","1.5"]]'));
    assert.stringEquals('notPairs', faultOf('[["' + ACCOUNT.slice(2) + '","1"]]'));
    assert.stringEquals('empty', faultOf('[]'));
    assert.stringEquals('twoAmounts', faultOf('[["' + ACCOUNT + '","1"],["' + ACCOUNT.toLowerCase() + '","2"]]'));
  });

  test('takes the same pair twice for one', () => {
    const rewards = readRewards(Bytes.fromUTF8('[["' + ACCOUNT + '","1"],["' + ACCOUNT + '","1"]]'));
    assert.i32Equals(1, rewards.leaves.length);
    assert.stringEquals('1', rewards.total.toString());
  });
});
