/** Shortfalls and epoch indexes beyond the first page: asked for page by page, at the same block. */
import type { Block } from '../block.ts';
import type { PoolState } from '../domain/state.ts';
import type { JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import { parseAnswer } from '../upstream/answer.ts';
import type { Gateway } from './gateway.ts';
import { objects, type PoolContext, readIndexes, readShortfalls } from './pool-context.ts';

const SHORTFALLS = `query($after: Int!, $block: Block_height) {
  rows: shortfalls(first: ${PAGE}, orderBy: index, where: { index_gt: $after }, block: $block) {
    index epoch shortfallIndex
  }
}`;
const EPOCHS = `query($after: Int!, $block: Block_height) {
  rows: epoches(first: ${PAGE}, orderBy: number, where: { number_gt: $after, globalIndexAtEnd_not: null }, block: $block) {
    number globalIndexAtEnd
  }
}`;

/** The context with all pages; the same one where there are no more. */
export async function readPages(gateway: Gateway, context: PoolContext, block: Block): Promise<PoolContext> {
  if (context.pool === null || context.unfinished.length === 0) return context;
  const { shortfalls, epochIndexes } = context.pool;
  const pool: PoolState = {
    ...context.pool,
    shortfalls: context.unfinished.includes('shortfalls')
      ? [...shortfalls, ...readShortfalls(await rest(gateway, SHORTFALLS, shortfalls.length - 1, 'index', block))]
      : shortfalls,
    epochIndexes: context.unfinished.includes('epochIndexes')
      ? new Map([
          ...epochIndexes,
          ...readIndexes(await rest(gateway, EPOCHS, Number([...epochIndexes.keys()].at(-1)), 'number', block)),
        ])
      : epochIndexes,
  };
  return { ...context, pool, unfinished: [] };
}

async function rest(
  gateway: Gateway,
  query: string,
  after: number,
  position: string,
  block: Block,
): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for (let last = after; ; last = Number(rows.at(-1)?.[position])) {
    const pinned = block.hash === null ? { number: block.number } : { hash: block.hash };
    const { data } = parseAnswer(await gateway.upstream.ask({ query, variables: { after: last, block: pinned } }));
    const page = objects(data.rows);
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
}
