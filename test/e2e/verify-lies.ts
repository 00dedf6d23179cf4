/** Answers of the contract that are changed from some block on, and what `npm run verify` must say of each. */
import type { Falsehood } from '../support/recorded-answers.ts';
import type { Answer } from '../support/recording.ts';
import { ask } from './ask.ts';

export interface Lie extends Falsehood {
  /** The entity that is named. */
  readonly subject: string;
  /** Where it began, as it is told. */
  readonly began: string;
}

const oneMore = (answer: Answer): Answer => String(BigInt(String(answer)) + 1n);
const opposite = (answer: Answer): Answer => !answer;
const another = (answer: Answer): Answer => [...(answer as string[]).slice(0, -1), '7'];

/**
 * One for each kind of entity, each from a block of its own on; in block 63 of `quirks` nothing happened. The role is one
 * that only the pool has: the same lie about another contract would be another difference.
 */
export async function lies(api: string): Promise<Lie[]> {
  const { data } = await ask(
    `${api}/graphql`,
    `{ pools { id } stakers(first: 1, where: { cumulativeWithdrawnDebt_gt: "0" }) { id }
       borrowers(first: 1, where: { borrowedBalance_gt: "0" }) { id }
       roleHolders(first: 1, where: { role_: { name: "EPOCH_PARAMETERS_ROLE" } }) { id role { role } account } }`,
  );
  const [pool, staker, borrower, holder] = [data.pools[0], data.stakers[0], data.borrowers[0], data.roleHolders[0]];
  const told: [string, string[], number, Falsehood['change'], string][] = [
    ['getTotalBorrowerDebtBalance', [], 62, oneMore, `pool ${pool.id}`],
    ['getBlackoutWindow', [], 63, oneMore, `pool ${pool.id}`],
    ['getStakerDebtBalance', [staker.id], 61, oneMore, `staker ${staker.id}`],
    ['claimRewards', [staker.id], 70, oneMore, `staker ${staker.id}`],
    ['isBorrowingRestrictedForBorrower', [borrower.id], 67, opposite, `borrower ${borrower.id}`],
    ['getShortfall', ['0'], 57, another, 'shortfall 0'],
    ['hasRole', [holder.role.role, holder.account], 83, opposite, `roleHolder ${holder.id}`],
  ];
  return Promise.all(
    told.map(async ([view, args, fromBlock, change, subject]) => {
      const began = `; first at block ${fromBlock}, ${await activitiesOf(api, fromBlock)}: block ${fromBlock}, ${subject}`;
      return { view, args, fromBlock, change, subject, began };
    }),
  );
}

async function activitiesOf(api: string, block: number): Promise<string> {
  const query = `{ activities(orderBy: sequence, where: { blockNumber: ${block} }) { __typename sequence } }`;
  const { activities } = (await ask(`${api}/graphql`, query)).data;
  if (activities.length === 0) return 'in which the index has no activity';
  const names = activities.map(
    (row: { __typename: string; sequence: number }) => `number ${row.sequence} (${row.__typename})`,
  );
  return `with ${names.join(', ')}`;
}
