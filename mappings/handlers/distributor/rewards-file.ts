// Files of rewards on IPFS, one for each root.
import { Bytes, dataSource } from '@graphprotocol/graph-ts';
import { merkleRootOf } from '../../rules/distributor/merkle-tree';
import { readRewards } from '../../rules/distributor/rewards-file';
import { newRewardsTree, rejectTree, verifyTree } from '../../store/rewards-tree';

/** The Graph Node does not compare what it got with the CID: only a file with the root that was proposed is used. */
export function handleRewardsFile(content: Bytes): void {
  const context = dataSource.context();
  const tree = newRewardsTree(
    context.getBytes('root'),
    context.getBytes('merkleRoot'),
    dataSource.stringParam(),
    content,
  );
  const rewards = readRewards(content);
  const fault = rewards.fault;
  if (fault !== null) rejectTree(tree, fault, null);
  else {
    const root = merkleRootOf(rewards.leaves);
    if (root.equals(tree.merkleRoot)) verifyTree(tree, root, rewards);
    else rejectTree(tree, 'otherRoot', root);
  }
  tree.save();
}
