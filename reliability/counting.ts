/** Questions whose answers tell how many activities there are, by every kind of plan. */
import type { KnownBlock } from './forking-chain.ts';

export interface CountingQuestion {
  query(head: KnownBlock): string;
  /** Reads the count from the data of an answer. */
  count(data: Data): number | undefined;
}

interface Data {
  pools?: { activityCount: number }[];
  activities?: { sequence: number }[];
  activityConnection?: { totalCount: number };
}

const ofPool = ({ pools }: Data): number | undefined => pools?.[0]?.activityCount;

/** Below the head, where a block may be replaced: those with an event of their own, and quiet ones. */
const BELOW = [1, 2];

export const COUNTING_QUESTIONS: readonly CountingQuestion[] = [
  { query: () => '{ pools { activityCount } }', count: ofPool },
  {
    query: () => '{ pools { activityCount totalActiveBalanceCurrentEpoch } stakers(first: 5) { id claimableRewards } }',
    count: ofPool,
  },
  {
    query: () => '{ activities(first: 1, orderBy: sequence, orderDirection: desc) { sequence } }',
    count: ({ activities }) => activities?.[0]?.sequence,
  },
  {
    query: () => '{ activityConnection(first: 3) { totalCount nodes { sequence } } }',
    count: ({ activityConnection }) => activityConnection?.totalCount,
  },
  ...BELOW.flatMap((below) =>
    ['activityCount', 'activityCount totalActiveBalanceCurrentEpoch'].map((fields) => ({
      query: ({ number }: KnownBlock) => `{ pools(block: { number: ${number - below} }) { ${fields} } }`,
      count: ofPool,
    })),
  ),
];
