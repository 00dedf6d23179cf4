import { BigInt, Bytes, DataSourceContext } from '@graphprotocol/graph-ts';
import { RewardsDistributor, RewardsRoot } from '../../generated/schema';
import { RewardsFile } from '../../generated/templates';

/** The root as stored; of a new one the file is asked for. */
export function loadRewardsRoot(
  distributor: RewardsDistributor,
  merkleRoot: Bytes,
  epoch: i32,
  ipfsCid: Bytes,
  at: BigInt,
): RewardsRoot {
  const id = merkleRoot.concatI32(epoch).concat(ipfsCid);
  const known = RewardsRoot.load(id);
  if (known !== null) return known;
  const root = new RewardsRoot(id);
  root.distributor = distributor.id;
  root.merkleRoot = merkleRoot;
  root.epoch = epoch;
  root.ipfsCid = isText(ipfsCid) ? ipfsCid.toString() : ipfsCid.toHexString();
  root.firstProposedAt = at;
  root.proposedAt = at;
  root.waitingPeriodEnd = distributor.waitingPeriodEnd;
  if (isText(ipfsCid)) requestTree(root);
  distributor.rootCount += 1;
  return root;
}

/** Only here, so once for each root: the file's entity must not be written twice. */
function requestTree(root: RewardsRoot): void {
  root.tree = root.id;
  const context = new DataSourceContext();
  context.setBytes('root', root.id);
  context.setBytes('merkleRoot', root.merkleRoot);
  RewardsFile.createWithContext(root.ipfsCid, context);
}

/** The oracle may name anything: only letters and digits, of which every CID is made, are looked for. */
function isText(bytes: Bytes): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const c = bytes[i];
    if (!((c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a))) return false;
  }
  return bytes.length > 0;
}

/** Notes that another root took its place. */
export function replaceRoot(id: Bytes, at: BigInt): void {
  const root = RewardsRoot.load(id) as RewardsRoot;
  root.replacedAt = at;
  root.save();
}
