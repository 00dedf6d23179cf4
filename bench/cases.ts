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

const above =
  (first: number, fields: string) =>
  (n: number): Request => ({
    query: `query Above($least: BigInt!) { stakers(first: ${first}, where: { activeNext_gte: $least }) { ${fields} } }`,
    variables: { least: String(n) },
  });

const one: Request = { query: '{ pools(first: 1) { id totalBorrowedBalance rewardsPerSecond shortfallCount } }' };
const rows: Request = { query: `{ stakers(first: 1000) { ${STORED} } }` };
const derived: Request = { query: `{ stakers(first: 1000) { id ${DERIVED.join(' ')} } }` };
const derivedAt = (at: bigint): Request => ({
  query: `query At($at: BigInt!) { stakers(first: 1000) { id ${DERIVED.map((name) => `${name}(at: $at)`).join(' ')} } }`,
  variables: { at: String(at) },
});

const same = (request: Request) => () => request;
const latency = { figure: 'latency', limit: 1.25 } as const;
const rate = { figure: 'rate', limit: 0.5 } as const;

/**
 * The cases on an index whose head has that timestamp. Both sides remember answers, so a repeated question is held
 * against a repeated one, and one never asked before against one never asked before.
 */
export function casesAt(headTimestamp: bigint): Case[] {
  return [
    { name: 'one row, repeated', direct: same(one), gateway: same(one), bar: latency },
    { name: 'one row, never asked before', direct: above(1, STORED), gateway: above(1, STORED), bar: latency },
    { name: '1,000 rows, repeated', direct: same(rows), gateway: same(rows), bar: latency },
    { name: '1,000 rows, never asked before', direct: above(1000, STORED), gateway: above(1000, STORED), bar: latency },
    { name: '1,000 × 10 derived, repeated', direct: same(rows), gateway: same(derived), bar: rate },
    {
      name: '1,000 × 10 derived, never asked before',
      direct: above(1000, STORED),
      gateway: above(1000, `id ${DERIVED.join(' ')}`),
      bar: rate,
    },
    {
      name: '1,000 × 10 derived, another second each time; direct repeated',
      direct: same(rows),
      gateway: (n) => derivedAt(headTimestamp + BigInt(n)),
      bar: rate,
    },
  ];
}
