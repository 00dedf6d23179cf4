/** The mix of a soak: what clients ask, each with its share. */
import type { Random } from '../random.ts';

export interface Question {
  readonly kind: 'plain' | 'repeated' | 'derived' | 'new' | 'pinned' | 'snapshot' | 'export' | 'kept';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The GraphQL text with `BLOCK` where a block can be named, and its variables. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly stakers: readonly string[];
  /** Last recorded block and its timestamp: what lies up to it never changes. */
  readonly lastBlock: number;
  readonly lastTimestamp: number;
}

const STORED = 'id activeEpoch activeCurrent activeNext inactiveCurrent settledDebtBalance rewardsIndex';
const DERIVED = `activeBalanceCurrentEpoch inactiveBalanceCurrentEpoch debtBalance stakeAvailableToWithdraw
  debtAvailableToWithdraw tokenBalance claimableRewards`;
const BLOCK = 'BLOCK';
/** Recorded blocks that are asked for again and again. */
const PINNED = 20;

const REPEATED = [
  `{ pools(first: 1BLOCK) { id totalBorrowedBalance rewardsPerSecond shortfallCount activityCount } }`,
  `{ stakers(first: 20BLOCK) { ${STORED} } }`,
  `{ pools(first: 1BLOCK) { currentEpoch totalActiveBalanceCurrentEpoch solvency { state } } }`,
  `{ activities(first: 10, orderBy: sequence, orderDirection: descBLOCK) { __typename sequence timestamp } }`,
];

const SHARES: readonly (readonly [Question['kind'], number])[] = [
  ['plain', 0.2],
  ['repeated', 0.3],
  ['derived', 0.15],
  ['new', 0.12],
  ['pinned', 0.1],
  ['snapshot', 0.05],
  ['kept', 0.07],
  ['export', 0.01],
];

/** The n-th question of a run; no two that are `new` are the same. */
export function questionOf({ stakers, lastBlock, lastTimestamp }: World, random: Random, n: number): Question {
  const kind = kindOf(random);
  const block = lastBlock - random.below(PINNED);
  switch (kind) {
    case 'plain': {
      const skip = random.below(40);
      return posted(
        kind,
        `{ activities(first: 20, skip: ${skip}, orderBy: sequenceBLOCK) { __typename id sequence } }`,
      );
    }
    case 'repeated':
      return posted(kind, random.pick(REPEATED));
    case 'derived':
      return posted(kind, `{ staker(id: "${random.pick(stakers)}"BLOCK) { ${STORED} ${DERIVED} } }`);
    case 'new':
      return random.chance(0.5)
        ? posted(kind, `query($n: BigInt!) { stakers(first: 5, where: { activeNext_gte: $n }BLOCK) { ${STORED} } }`, {
            n: String(n),
          })
        : posted(kind, `query($at: BigInt!) { stakers(first: 5BLOCK) { id claimableRewards(at: $at) } }`, {
            // Above any block of a run.
            at: String(lastTimestamp + 100_000_000 + n),
          });
    case 'pinned':
      return posted(kind, `{ stakers(first: 10, block: { number: ${block} }) { ${STORED} ${DERIVED} } }`);
    case 'snapshot':
      return posted(
        kind,
        `{ snapshot(at: { block: ${block} }) { timestamp pool { solvency { state } } stakers(first: 3) { id debtBalance } } }`,
      );
    case 'export':
      return got(kind, `/export/stakers.csv?block=${block}`, '');
    case 'kept': {
      const query = random.pick(REPEATED);
      return got(kind, `/graphql?query=${encodeURIComponent(query.replace(BLOCK, ''))}`, query);
    }
  }
}

/** The query with the block named, or left to be the newest. */
export const at = (query: string, block?: number): string =>
  query.replace(BLOCK, block === undefined ? '' : `, block: { number: ${block} }`);

function kindOf(random: Random): Question['kind'] {
  let left = random.below(1000) / 1000;
  for (const [kind, share] of SHARES) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'repeated';
}

function posted(kind: Question['kind'], query: string, variables: Question['variables'] = {}): Question {
  const body = JSON.stringify({ query: at(query), variables });
  return {
    kind,
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body,
    query,
    variables,
  };
}

function got(kind: Question['kind'], path: string, query: string): Question {
  return { kind, method: 'GET', path, headers: { 'apollo-require-preflight': '1' }, body: null, query, variables: {} };
}
