/** What is asked: the same question to the Graph Node and to the gateway in front of it. */

export interface Request {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * One request for all, or the n-th on an index whose head has that timestamp: where n matters, no two are the same and
 * no cache can answer.
 */
export type Asked = Request | ((n: number, headTimestamp: number) => Request);

export interface Case {
  readonly name: string;
  readonly direct: Asked;
  readonly gateway: Asked;
  /** By GET with the `ETag` of the answer, which is 304 then. */
  readonly conditional?: true;
  /** Sent to both, beside the content type. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests in flight, where they are not as many as asked for. */
  readonly connections?: number;
  /** Whether a proxy that only passes bytes is measured too: the least that a gateway could cost. */
  readonly besideBare?: true;
  /** Ratios of the gateway to the Graph Node: requests per second at least, latency at most. */
  readonly rate?: number;
  readonly latency?: number;
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
const derivedAt = (at: number): Request => ({
  query: `query At($at: BigInt!) { stakers(first: 1000) { id ${DERIVED.map((name) => `${name}(at: $at)`).join(' ')} } }`,
  variables: { at: String(at) },
});

const plain = { rate: 0.8, latency: 1.15, besideBare: true } as const;
const repeated = { rate: 5, latency: 0.2 };
const computed = { rate: 0.5 };
/** All browsers take compressed answers. */
const BROWSER = { 'accept-encoding': 'gzip, deflate, br' };

/** A repeated question is held against a repeated one, and one never asked before against one never asked before. */
export const CASES: readonly Case[] = [
  { name: 'one row, never asked before', direct: above(1, STORED), gateway: above(1, STORED), ...plain },
  {
    name: 'one row, never asked before, one at a time',
    ...{ direct: above(1, STORED), gateway: above(1, STORED), connections: 1 },
    ...{ latency: 1.15, besideBare: true },
  },
  { name: '1,000 rows, never asked before', direct: above(1000, STORED), gateway: above(1000, STORED), ...plain },
  {
    name: '1,000 × 10 derived, never asked before',
    direct: above(1000, STORED),
    gateway: above(1000, `id ${DERIVED.join(' ')}`),
    ...computed,
  },
  {
    name: '1,000 × 10 derived, another second each time; direct repeated',
    direct: rows,
    gateway: (n, headTimestamp) => derivedAt(headTimestamp + n),
    ...computed,
  },
  { name: 'one row, repeated', direct: one, gateway: one, ...repeated },
  { name: '1,000 rows, repeated', direct: rows, gateway: rows, ...repeated },
  { name: '1,000 × 10 derived, repeated', direct: rows, gateway: derived, ...repeated },
  { name: '1,000 × 10 derived, repeated, by a browser', direct: rows, gateway: derived, headers: BROWSER, ...repeated },
  { name: '1,000 rows, repeated by GET with ETag', direct: rows, gateway: rows, conditional: true, ...repeated },
];
