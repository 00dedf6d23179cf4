/** What a generated operation can name that is really there: half of what is asked must find something. */
import { request } from 'undici';

export interface Facts {
  readonly ids: readonly string[];
  readonly blocks: readonly number[];
  readonly hashes: readonly string[];
  /** Unix seconds. */
  readonly timestamps: readonly number[];
  readonly cursors: readonly string[];
}

const QUERY = `{
  _meta { block { number hash timestamp } }
  pools { id firstBlock }
  stakers(first: 20) { id } borrowers(first: 10) { id } starkProxies { id } rewardsAccounts(first: 10) { id }
  blocks(first: 20) { id number timestamp } shortfalls { id } rewardsRoots { id merkleRoot }
  forward: activityConnection(first: 3) { pageInfo { startCursor endCursor } }
  backward: activityConnection(last: 3, orderDirection: desc) { pageInfo { startCursor endCursor } }
}`;

interface Learnt {
  readonly _meta: { readonly block: { number: number; hash: string; timestamp: number } };
  readonly blocks: readonly { id: string; number: string; timestamp: string }[];
  readonly [list: string]: unknown;
}

/** Asks the API at that origin. */
export async function learn(origin: string): Promise<Facts> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: QUERY });
  const response = await request(`${origin}/graphql`, { method: 'POST', headers, body });
  const answer = (await response.body.json()) as { data?: Learnt; errors?: { message: string }[] };
  if (!answer.data) throw new Error(`The API at ${origin} does not answer: ${answer.errors?.[0]?.message}`);
  const { _meta, blocks, ...lists } = answer.data;
  const text = JSON.stringify(lists);
  const all = (pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].map(([, found]) => found as string)),
  ];
  return {
    ids: all(/"(?:id|merkleRoot)":"([^"]+)"/g),
    cursors: all(/"(?:start|end)Cursor":"([^"]+)"/g),
    blocks: [_meta.block.number, ...blocks.map(({ number }) => Number(number))],
    hashes: [_meta.block.hash, ...blocks.map(({ id }) => id)],
    timestamps: [Number(_meta.block.timestamp), ...blocks.map(({ timestamp }) => Number(timestamp))],
  };
}
