/** Upstream rows of a derived query, with the block and the pool's state of each of its views. */
import { type Block, finalUpTo, type Head } from '../block.ts';
import type { Json, JsonObject } from '../json.ts';
import type { DerivedPlan, View } from '../plan/plan.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { indexedBlock } from './block-row.ts';
import type { Call, Gateway } from './gateway.ts';
import { checkState } from './pinned.ts';
import { type PoolAtBlock, type PoolContext, readPoolContext } from './pool-context.ts';
import { readPages } from './pool-pages.ts';
import { answerKey, standingHead } from './standing.ts';
import { allTold, steadily } from './steady.ts';
import { type Target, targetKey } from './target.ts';
import { upstreamVariables } from './upstream-variables.ts';
import { viewedBlock } from './viewed.ts';

export interface Rows {
  readonly data: JsonObject;
  readonly errors: readonly Json[] | null;
  readonly blocks: readonly Block[];
  /** Null where a view needs nothing of the pool. */
  readonly pools: readonly (PoolContext | null)[];
  /** Whether the rows come from the cache. */
  readonly reread: boolean;
}

/** Parsed rows take about this many times the memory of their text. */
const PARSED_SIZE = 4;

export async function fetchRows(
  gateway: Gateway,
  plan: DerivedPlan,
  targets: readonly Target[],
  call: Call,
  before: Head | null,
): Promise<Rows> {
  const variables = upstreamVariables(plan, targets, call.variables);
  const request = `${plan.rowsQuery} ${JSON.stringify(variables)}`;
  const key = answerKey(gateway, request, targets, before);
  const known = key === null ? undefined : gateway.rows.get(key);
  const pools = before === null ? null : knownPools(gateway, plan, targets, before);
  if (known && pools && agree(gateway, targets, known.blocks, pools)) return { ...known, pools, reread: true };
  // With the pool's state known for the newest block only the rows are asked for.
  const asked = await ask(gateway, plan, variables, targets, pools === null, call);
  const head = standingHead(gateway, targets, asked.blocks, before);
  const place = answerKey(gateway, request, targets, head);
  if (place !== null && asked.errors === null) {
    const { data, errors, blocks } = asked;
    gateway.rows.set(place, { data, errors, blocks }, asked.size * PARSED_SIZE);
  }
  if (pools === null) return { ...asked, pools: await readPools(gateway, plan, targets, asked, head) };
  const still = knownPools(gateway, plan, targets, head);
  if (still && agree(gateway, targets, asked.blocks, still)) return { ...asked, pools: still };
  // A newer block came in between, or another in its place: once more, with the state of the pool in the same answer.
  const again = await ask(gateway, plan, variables, targets, true, call);
  const newHead = standingHead(gateway, targets, again.blocks, before);
  return { ...again, pools: await readPools(gateway, plan, targets, again, newHead) };
}

type Asked = Omit<Rows, 'pools'> & { readonly size: number };

async function ask(
  gateway: Gateway,
  plan: DerivedPlan,
  shared: JsonObject,
  targets: readonly Target[],
  full: boolean,
  call: Call,
): Promise<Asked> {
  const query = full ? plan.fullQuery : plan.rowsQuery;
  const read = async (isOnce: boolean) => {
    const asked = performance.now();
    const once = () => ({ query, variables: upstreamVariables(plan, targets, call.variables, true) });
    const text = await gateway.upstream.ask(isOnce ? once : { query, variables: shared }, call.signal);
    const { data, errors } = parseAnswer(text);
    const rows = plan.views.map((view) => indexedBlock(view, data));
    const blocks = await Promise.all(
      plan.views.map((view, i) => {
        const target = targets[i] as Target;
        if (target.kind === 'pinned') {
          checkState(target.pin, data[view.keys.state]);
          return target.pin.block;
        }
        return viewedBlock(gateway, target, data[view.keys.meta], asked, rows[i], call.signal);
      }),
    );
    const value: Asked = { data, errors, blocks, reread: false, size: text.length };
    return { value, blocks, tellsItsBlocks: allTold(targets, rows) };
  };
  return steadily(gateway, targets, read);
}

function readPools(
  gateway: Gateway,
  plan: DerivedPlan,
  targets: readonly Target[],
  { data, blocks }: Asked,
  head: Head | null,
): Promise<(PoolContext | null)[]> {
  return Promise.all(
    plan.views.map(async (view, i) => {
      if (!view.usesPool) return null;
      const block = blocks[i] as Block;
      const read = await readPages(gateway, readPoolContext(view, data), block);
      const context: PoolAtBlock = { ...read, blockHash: block.hash };
      const key = targetKey(targets[i] as Target, head, gateway.finalityDepth);
      const { shortfalls, epochIndexes } = context.pool ?? { shortfalls: [], epochIndexes: new Map() };
      if (key !== null) gateway.pools.set(key, context, 2000 + 200 * (shortfalls.length + epochIndexes.size));
      return context;
    }),
  );
}

/** The pool's state of every view that needs it, if all are known. */
function knownPools(
  gateway: Gateway,
  plan: DerivedPlan,
  targets: readonly Target[],
  head: Head | null,
): (PoolAtBlock | null)[] | null {
  const pools: (PoolAtBlock | null)[] = [];
  for (const [i, view] of plan.views.entries()) {
    const pool = view.usesPool ? knownPool(gateway, view, targets[i] as Target, head) : null;
    if (pool === undefined) return null;
    pools.push(pool);
  }
  return pools;
}

function knownPool(gateway: Gateway, view: View, target: Target, head: Head | null): PoolAtBlock | undefined {
  const key = targetKey(target, head, gateway.finalityDepth);
  const context = key === null ? undefined : gateway.pools.get(key);
  return context && [...view.parts].every((part) => context.parts.has(part)) ? context : undefined;
}

/** Whether rows and pools are of the same blocks: near the head the one known for a number may have been replaced. */
function agree(
  { tracker, finalityDepth }: Gateway,
  targets: readonly Target[],
  blocks: readonly Block[],
  pools: readonly (PoolAtBlock | null)[],
): boolean {
  const final = finalUpTo(tracker.current(), finalityDepth);
  return pools.every((pool, i) => {
    const { number, hash } = blocks[i] as Block;
    if (pool === null || targets[i]?.kind === 'pinned' || number <= final) return true;
    return hash !== null && pool.blockHash === hash;
  });
}
