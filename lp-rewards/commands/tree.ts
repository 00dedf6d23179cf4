/** `tree`: an epoch's rewards added to the tree before, as the oracle publishes it. `check`: a tree that is published. */
import {
  addRewards,
  type Cumulative,
  checkGrowth,
  formatCumulative,
  leavesOf,
  parseCumulative,
} from '../../api/domain/lp-rewards/cumulative.ts';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { epochRewards, type Input, parseFile } from '../../api/domain/lp-rewards/files.ts';
import { leafOf, type MerkleTree, proofOf, treeOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import type { CheckOptions, TreeOptions } from '../options.ts';
import { publish } from '../write/aside.ts';
import { cidOf, isCidOf } from '../write/cid.ts';
import { measured, text } from './distribute.ts';

export async function tree(options: TreeOptions, say: (line: string) => void): Promise<void> {
  const inputs: Input[] = [];
  const read = async (role: string, path: string) => {
    const input = { role, ...(await measured(path)), rows: null };
    inputs.push(input);
    return { content: await text(path), file: input.file };
  };
  const rewardsFile = await read('rewards', options.rewards);
  const rewards = parseFile(epochRewards, rewardsFile.content, rewardsFile.file);
  const previous = await previousOf(options, read);
  const others = options.also ? await read('other rewards', options.also) : null;
  const next = addRewards(
    previous,
    new Map(rewards.payments.map(({ address, reward }) => [address, reward])),
    ...(others ? [parseCumulative(others.content, others.file)] : []),
  );
  if (next.size === 0)
    throw new LpRewardsError('LP_TREE_EMPTY', 'Nobody has earned anything: there is no tree to make.');
  const made = treeOf(leavesOf(next));
  const content = formatCumulative(next);
  const cid = String(await cidOf(new TextEncoder().encode(content)));
  const summary = { epoch: rewards.epoch, root: made.root, cid, accounts: next.size, total: String(sum(next)), inputs };
  const accounts = new Set([...rewards.payments.map(({ address }) => address), ...options.proof]);
  const files = {
    [`tree-${rewards.epoch}.json`]: content,
    [`tree-${rewards.epoch}.root.json`]: lines(summary),
    [`tree-${rewards.epoch}.proofs.json`]: lines(proofs(made, next, accounts)),
  };
  const written = await publish(options.out, async () => files);
  say(`  ${next.size.toLocaleString('en')} accounts, root ${made.root}, CID ${cid}`);
  for (const file of written) say(`  written: ${file}`);
}

async function previousOf(
  { previous, previousRoot, previousCid }: TreeOptions,
  read: (role: string, path: string) => Promise<{ content: string; file: string }>,
): Promise<Cumulative> {
  if (previous === undefined) return new Map();
  const { content, file } = await read('previous tree', previous);
  const amounts = parseCumulative(content, file);
  await checkIdentity(amounts, content, file, previousRoot, previousCid);
  return amounts;
}

/** What a claim needs of each account: the cumulative amount and its proof. */
function proofs(made: MerkleTree, amounts: Cumulative, accounts: ReadonlySet<string>) {
  return Object.fromEntries(
    [...accounts].map((address) => {
      const amount = amounts.get(address);
      const proof = amount === undefined ? null : proofOf(made, leafOf(address, amount));
      if (proof === null) throw new LpRewardsError('LP_NOT_IN_TREE', `${address} is not in the tree.`);
      return [address, { cumulative: String(amount), proof }];
    }),
  );
}

export async function check({ tree, previous, root, cid }: CheckOptions, say: (line: string) => void): Promise<void> {
  const content = await text(tree);
  const amounts = parseCumulative(content, tree);
  await checkIdentity(amounts, content, tree, root, cid);
  say(
    `  ${amounts.size.toLocaleString('en')} accounts, ${sum(amounts)} in all, root ${treeOf(leavesOf(amounts)).root}`,
  );
  if (previous === undefined) return;
  const before = parseCumulative(await text(previous), previous);
  checkGrowth(before, amounts, tree);
  const added = [...amounts.keys()].filter((address) => !before.has(address)).length;
  say(`  since ${previous}: ${added.toLocaleString('en')} accounts more, ${sum(amounts) - sum(before)} added`);
}

async function checkIdentity(
  amounts: Cumulative,
  content: string,
  what: string,
  root: string | undefined,
  cid: string | undefined,
): Promise<void> {
  if (cid !== undefined) {
    const isIts = await isCidOf(cid, new TextEncoder().encode(content));
    if (isIts === null) throw new LpRewardsError('LP_CID', `${cid} is no CID.`);
    if (!isIts) throw new LpRewardsError('LP_CID', `${what} is not the file that ${cid} names: fetch it again.`);
  }
  if (root === undefined) return;
  const found = treeOf(leavesOf(amounts)).root;
  if (found !== root.toLowerCase()) throw new LpRewardsError('LP_ROOT', `${what} has the root ${found}, not ${root}.`);
}

const sum = (amounts: Cumulative): bigint => [...amounts.values()].reduce((total, amount) => total + amount, 0n);
const lines = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
