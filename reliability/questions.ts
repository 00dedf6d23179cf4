/** What is asked under load: every kind of plan, at the newest block and at earlier ones. */
import type { RecordingHeader } from '../stack/recording.ts';

const POOL = 'id totalSupply activityCount totalActiveBalanceCurrentEpoch solvency { state shortfallAmount }';
const STAKER = 'id activeCurrent stakeAvailableToWithdraw debtBalance claimableRewards';

/** Queries without variables whose answers depend on the block alone. */
export function questionsOf(header: RecordingHeader): string[] {
  const pool = header.contracts.liquidityStaking;
  const staker = header.stakers[0] ?? '';
  // The first blocks may be before the pool was set up.
  const from = Math.ceil(((pool?.startBlock ?? 0) + header.lastBlock) / 2);
  const blocks = [from, Math.ceil((from + header.lastBlock) / 2), header.lastBlock];
  return [
    '{ _meta { block { number hash } } pools { id activityCount } }',
    '{ activities(first: 20, orderBy: sequence, orderDirection: desc) { __typename sequence blockNumber } }',
    '{ stateChanges(first: 100, orderBy: id) { id field before change after } }',
    `{ pools { ${POOL} } }`,
    `{ stakers(first: 100, orderBy: id) { ${STAKER} } }`,
    `{ staker(id: "${staker}") { ${STAKER} } }`,
    '{ epochs(from: 0, to: 1) { number filled closing { pool { totalActiveBalanceCurrentEpoch } } } }',
    '{ activityConnection(first: 5) { totalCount pageInfo { hasNextPage endCursor } nodes { sequence actors } } }',
    ...blocks.flatMap((block) => [
      `{ pools(block: { number: ${block} }) { ${POOL} } }`,
      `{ stakers(first: 100, orderBy: id, block: { number: ${block} }) { ${STAKER} } }`,
      `{ activities(first: 20, orderBy: sequence, orderDirection: desc, block: { number: ${block} }) { id } }`,
      `{ snapshot(at: { block: ${block} }) { timestamp pool { ${POOL} } stakers(first: 5) { ${STAKER} } } }`,
    ]),
  ];
}
