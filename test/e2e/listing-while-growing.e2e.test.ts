/** Pages are of one state: blocks that arrive neither shift nor repeat anything, and a lost block is said to be lost. */
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway } from '../../api/main.ts';
import { startStack } from '../../stack/start.ts';
import { type Answer, ask } from './ask.ts';
import { type GrowingChain, growChain } from './growing-chain.ts';

const RECORDING = fileURLToPath(new URL('../../stack/recordings/quickstart.jsonl.gz', import.meta.url));

let url: string;
let direct: string;
let chain: GrowingChain;
let owner: string;
const stop: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const stack = await startStack({ recording: RECORDING, gateway: false });
  stop.unshift(() => stack.stop());
  direct = stack.graphqlUrl;
  // Without a chain: what pages hold must not depend on knowing the hashes of quiet blocks.
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: direct, logLevel: 'error' });
  stop.unshift(() => gateway.close());
  url = `${gateway.url}/graphql`;
  owner = stack.recordingHeader?.stakers[0] ?? '';
  const pool = stack.recordingHeader?.contracts.liquidityStaking?.address ?? '';
  chain = growChain(stack.rpcUrl ?? '', url, pool, owner);
  stop.unshift(() => chain.close());
});
afterAll(async () => {
  for (const each of stop) await each();
});

const FIELDS = `nodes { sequence id } totalCount block { number } pageInfo { hasNextPage endCursor }`;

function connectionOf(answer: Answer, holder: 'root' | 'staker') {
  expect(answer.errors).toBeUndefined();
  return (holder === 'root' ? answer.data : answer.data.staker).activityConnection;
}

/** Pages to the end, a block arriving after each; then what a new listing holds. */
async function walk(holder: 'root' | 'staker', where: string) {
  const wrap = (field: string): string =>
    holder === 'root' ? `{ ${field} }` : `{ staker(id: "${owner}") { ${field} } }`;
  const connection = (args: string): string => wrap(`activityConnection(where: ${where}, ${args}) { ${FIELDS} }`);
  const nodes: { sequence: number; id: string }[] = [];
  const seen: { block: number; totalCount: number; shown: number | undefined }[] = [];
  let after = '';
  for (;;) {
    const answer = await ask(url, connection(`first: 7${after}`));
    const page = connectionOf(answer, holder);
    nodes.push(...page.nodes);
    seen.push({ block: page.block.number, totalCount: page.totalCount, shown: answer.extensions?.block?.number });
    if (!page.pageInfo.hasNextPage) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
    await chain.mine(seen.length % 2 === 0 ? 0 : 2);
  }
  return { nodes, seen, now: connectionOf(await ask(url, connection('first: 1000')), holder) };
}

it.each([
  ['root', '{}', '{}'],
  [
    'root',
    '{ verb_in: [approve, stake, grantRole, settleUserRewards] }',
    '{ verb_in: [approve, stake, grantRole, settleUserRewards] }',
  ],
  ['staker', '{}', 'owner'],
] as const)('of %s where %s stay as they were while blocks arrive', async (holder, where, upstream) => {
  await chain.mine(3);
  const { nodes, seen, now } = await walk(holder, where);
  expect(seen.length).toBeGreaterThan(2);
  const [first] = seen;
  expect(new Set(seen.map(({ block }) => block))).toEqual(new Set([first?.block]));
  expect(new Set(seen.map(({ totalCount }) => totalCount))).toEqual(new Set([nodes.length]));
  // A root says with the response which block it reads; inside another root only its own field does.
  if (holder === 'root') expect(seen.every(({ shown }) => shown === first?.block)).toBe(true);
  const condition = upstream === 'owner' ? `{ actors_contains: ["${owner}"] }` : upstream;
  const { data } = await ask(
    direct,
    `{ activities(first: 1000, orderBy: sequence, where: ${condition}, block: { number: ${first?.block} }) { sequence id } }`,
  );
  expect(nodes).toEqual(data.activities);
  // The blocks did arrive.
  expect(now.totalCount).toBeGreaterThan(nodes.length);
  expect(now.nodes.slice(0, nodes.length)).toEqual(nodes);
});

it.each(['root', 'staker'] as const)('a cursor of %s is stale once the chain gave its block up', async (holder) => {
  const page = async (args: string): Promise<Answer> => {
    const field = `activityConnection(first: 2${args}) { ${FIELDS} }`;
    return ask(url, holder === 'root' ? `{ ${field} }` : `{ staker(id: "${owner}") { ${field} } }`);
  };
  const cursorOf = (answer: Answer): string => `, after: "${connectionOf(answer, holder).pageInfo.endCursor}"`;
  await chain.mine(1);
  const kept = await page('');
  await chain.fork();
  await chain.mine(1);
  const recorded = await page('');
  await chain.mine(0);
  const quiet = await page('');
  await chain.replace();
  for (const lost of [recorded, quiet])
    expect((await page(cursorOf(lost))).errors?.[0]?.extensions.code).toBe('CURSOR_STALE');
  // The blocks before go on as they were.
  const next = connectionOf(await page(cursorOf(kept)), holder);
  expect(next.totalCount).toBe(connectionOf(kept, holder).totalCount);
  expect(next.block).toEqual(connectionOf(kept, holder).block);
  expect(connectionOf(await page(''), holder).totalCount).toBe(next.totalCount + 1);
});
