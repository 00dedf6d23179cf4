/** What paging has to know of the moment. */
import { parse } from 'graphql';
import { integer } from '../derived/rows.ts';
import { objects } from '../execute/pool-context.ts';
import type { Facts } from './dataset.ts';
import type { ExportPin } from './pin.ts';
import { PINNED, PROOF } from './query.ts';
import type { Reader } from './reader.ts';

const QUERY = parse(`query(${PINNED}) {
  pools(first: 1, block: $block) { activityCount currentEpoch }
  blocks(first: 1, orderBy: number, block: $block) { timestamp }
  ${PROOF}
}`);

export async function readFacts(reader: Reader, { at }: ExportPin): Promise<Facts> {
  const data = await reader.ask(QUERY, {});
  const pool = objects(data.pools)[0] ?? {};
  return {
    at,
    activityCount: integer(pool, 'activityCount'),
    epoch: pool.currentEpoch === null ? null : integer(pool, 'currentEpoch'),
    start: integer(objects(data.blocks)[0] ?? {}, 'timestamp'),
  };
}
