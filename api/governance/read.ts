/** Every governance log of a state, read page by page from the lists of its types. */
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest, Pin } from '../plan/late.ts';
import { ACCESS_SOURCES } from './access-sources.ts';
import { DISTRIBUTOR_SOURCES } from './distributor-sources.ts';
import { type History, tellHistory } from './history.ts';
import type { Contract, GovernanceLog } from './log.ts';
import { POOL_SOURCES } from './pool-sources.ts';
import { text } from './row.ts';
import type { Own, Source } from './source.ts';
import { STARK_PROXY_SOURCES } from './stark-proxy-sources.ts';

const SOURCES: readonly Source[] = [
  ...[...POOL_SOURCES, ...ACCESS_SOURCES],
  ...[...STARK_PROXY_SOURCES, ...DISTRIBUTOR_SOURCES],
];
const COMMON = 'sequence verb epoch { number } blockNumber timestamp transactionHash transactionFrom';

/** A list in pages: its rows come in the order of a field, after the last one read. */
interface List {
  readonly name: string;
  readonly type: string;
  readonly start: number | string;
  readonly select: (from: string) => string;
}

const bySequence = (name: string, root: string, fields: string): List => ({
  name,
  type: 'Int!',
  start: 0,
  select: (from) =>
    `${name}: ${root}(first: ${PAGE}, orderBy: sequence, where: { sequence_gt: ${from} }, block: $block) {` +
    ` position: sequence ${fields} }`,
});

const LISTS: readonly List[] = [
  ...SOURCES.map(({ root, fields }) => bySequence(root, root, `${COMMON} ${fields}`)),
  bySequence('marked', 'debtMarkeds', 'transactionHash borrower { id }'),
  {
    name: 'proxies',
    type: 'Bytes!',
    start: '0x',
    select: (from) =>
      `proxies: starkProxies(first: ${PAGE}, orderBy: id, where: { id_gt: ${from} }, block: $block) {` +
      ' position: id id proxyAdmin isKnownFromCreation }',
  },
];

const QUERY = `query($block: Block_height, ${LISTS.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) {
  ${LISTS.map(({ name, select }) => select(`$${name}`)).join('\n')}
  pools(first: 1, block: $block) { id proxyAdmin }
  distributors: rewardsDistributors(first: 1, block: $block) { id proxyAdmin }
  ${STATE}
}`;

/** The governance of a state, from its first log on. */
export function readHistory(request: LateRequest, pin: Pin): Promise<History> {
  return request.once('governance', pin, () => readPages(request, pin));
}

async function readPages(request: LateRequest, pin: Pin): Promise<History> {
  const rows = new Map(LISTS.map(({ name }) => [name, [] as JsonObject[]]));
  const after: Record<string, number | string> = Object.fromEntries(LISTS.map(({ name, start }) => [name, start]));
  for (;;) {
    const data = await request.read(QUERY, after, pin);
    let full = false;
    for (const { name } of LISTS) {
      const page = objects(data[name]);
      rows.get(name)?.push(...page);
      after[name] = (page.at(-1)?.position ?? after[name]) as number | string;
      full ||= page.length === PAGE;
    }
    if (!full) return tellRows(rows, objects(data.pools)[0], objects(data.distributors)[0]);
  }
}

function tellRows(
  rows: ReadonlyMap<string, readonly JsonObject[]>,
  pool: JsonObject | undefined,
  distributor: JsonObject | undefined,
): History {
  const own = { pool: pool ? text(pool, 'id') : '', distributor: distributor ? text(distributor, 'id') : '' };
  const contracts: Contract[] = (rows.get('proxies') ?? []).map((row) => ({
    ...readContract(row),
    kind: 'starkProxy',
    isComplete: row.isKnownFromCreation === true,
  }));
  if (pool !== undefined) contracts.unshift({ ...readContract(pool), kind: 'pool', isComplete: true });
  if (distributor !== undefined)
    contracts.push({ ...readContract(distributor), kind: 'rewardsDistributor', isComplete: true });
  const logs = SOURCES.flatMap((source) => (rows.get(source.root) ?? []).map((row) => readLog(source, row, own)));
  const marked = (rows.get('marked') ?? []).map((row) => ({
    transactionHash: text(row, 'transactionHash'),
    borrower: isJsonObject(row.borrower) ? text(row.borrower, 'id') : '',
  }));
  return tellHistory(
    logs.sort((a, b) => a.sequence - b.sequence),
    contracts,
    marked,
  );
}

function readContract(row: JsonObject): Pick<Contract, 'address' | 'proxyAdmin'> {
  return { address: text(row, 'id'), proxyAdmin: row.proxyAdmin == null ? null : text(row, 'proxyAdmin') };
}

function readLog(source: Source, row: JsonObject, own: Own): GovernanceLog {
  return {
    ...source.read(row, own),
    verb: text(row, 'verb'),
    sequence: Number(row.sequence),
    epoch: isJsonObject(row.epoch) ? Number(row.epoch.number) : null,
    blockNumber: text(row, 'blockNumber'),
    timestamp: text(row, 'timestamp'),
    transactionHash: text(row, 'transactionHash'),
    transactionFrom: text(row, 'transactionFrom'),
  };
}
