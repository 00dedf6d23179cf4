/** What is measured: the same question to the Graph Node and to the gateway in front of it. */

export interface Request {
  query: string;
  variables?: Record<string, unknown>;
}

export interface Case {
  name: string;
  /** The n-th request. Where n matters, no two requests are the same and no cache can answer. */
  direct: (n: number) => Request;
  gateway: (n: number) => Request;
  /** What must hold, and of which figure. */
  bar: { figure: 'rate' | 'latency'; limit: number };
}

const STORED = `id activeEpoch activeCurrent activeNext inactiveEpoch inactiveCurrent inactiveNext shortfallCounter
  settledDebtBalance rewardsIndex accruedRewards`;

const DERIVED = [
  'activeBalanceCurrentEpoch',
  'activeBalanceNextEpoch',
  'inactiveBalanceCurrentEpoch',
  'inactiveBalanceNextEpoch',
  'debtBalance',
  'transferableBalance',
  'stakeAvailableToWithdraw',
  'debtAvailableToWithdraw',
  'tokenBalance',
  'claimableRewards',
];

const small: Request = { query: '{ pools(first: 1) { id totalBorrowedBalance rewardsPerSecond shortfallCount } }' };
const rows: Request = { query: `{ stakers(first: 1000) { ${STORED} } }` };
const rowsAbove = (n: number): Request => ({
  query: `query Above($least: BigInt!) { stakers(first: 1000, where: { activeNext_gte: $least }) { ${STORED} } }`,
  variables: { least: String(n % 1000) },
});
const derived: Request = { query: `{ stakers(first: 1000) { id ${DERIVED.join(' ')} } }` };
const derivedAt = (at: bigint): Request => ({
  query: `query At($at: BigInt!) { stakers(first: 1000) { id ${DERIVED.map((name) => `${name}(at: $at)`).join(' ')} } }`,
  variables: { at: String(at) },
});

/** The cases on an index whose head has that timestamp. */
export function casesAt(headTimestamp: bigint): Case[] {
  return [
    {
      name: 'one row, repeated',
      direct: () => small,
      gateway: () => small,
      bar: { figure: 'latency', limit: 1.25 },
    },
    {
      name: '1,000 rows, repeated',
      direct: () => rows,
      gateway: () => rows,
      bar: { figure: 'latency', limit: 1.25 },
    },
    {
      name: '1,000 rows, each request different',
      direct: rowsAbove,
      gateway: rowsAbove,
      bar: { figure: 'latency', limit: 1.25 },
    },
    {
      name: '1,000 stakers with ten derived fields, repeated',
      direct: () => rows,
      gateway: () => derived,
      bar: { figure: 'rate', limit: 0.5 },
    },
    {
      name: '1,000 stakers with ten derived fields, another second each time',
      direct: () => rows,
      gateway: (n) => derivedAt(headTimestamp + BigInt(n)),
      bar: { figure: 'rate', limit: 0.5 },
    },
  ];
}
