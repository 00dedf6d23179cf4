/** The same question in Ponder's words and in a Graph Node's. */

/** The same number of columns: what each keeps of a staker under its own names. */
const OURS = `id activeEpoch activeCurrent activeNext inactiveCurrent inactiveNext shortfallCounter rewardsIndex
  accruedRewards settledDebtBalance`;
const PONDERS = `id staked requested withdrawn receivedDebt withdrawnDebt claimedRewards rewardsIndex unclaimedRewards
  updatedAtBlock`;

export interface Question {
  readonly name: string;
  readonly ours: string;
  readonly ponders: string;
}

/** `$least` is another number in each request and below every value: all rows match, and no cache knows the answer. */
export const QUESTIONS: readonly Question[] = [
  {
    name: 'one staker',
    ours: `query Q($least: BigInt!) { stakers(first: 1, where: { activeNext_gte: $least }) { ${OURS} } }`,
    ponders: `query Q($least: BigInt!) { stakers(limit: 1, where: { staked_gte: $least }) { items { ${PONDERS} } } }`,
  },
  {
    name: '1,000 stakers',
    ours: `query Q($least: BigInt!) { stakers(first: 1000, where: { activeNext_gte: $least }) { ${OURS} } }`,
    ponders: `query Q($least: BigInt!) { stakers(limit: 1000, where: { staked_gte: $least }) { items { ${PONDERS} } } }`,
  },
  {
    name: '1,000 activities',
    ours: `query Q($least: BigInt!) { activities(first: 1000, where: { blockNumber_gte: $least }) {
      id verb blockNumber timestamp transactionHash logIndex } }`,
    ponders: `query Q($least: BigInt!) { activitys(limit: 1000, where: { block_gte: $least }) { items {
      id event block timestamp transactionHash logIndex } } }`,
  },
];
