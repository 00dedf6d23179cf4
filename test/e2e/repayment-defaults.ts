/** The defaults of a recording as they were booked, each with the last state before its epoch began. */
import type { GatewayStack } from './gateway-stack.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, beside each expectation.
export type Data = any;

/** Asks the gateway; an error fails the test. */
export async function dataOf(stack: GatewayStack, query: string, variables = {}): Promise<Data> {
  const answer = await stack.ask(query, variables);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

export interface Default {
  readonly index: number;
  readonly epoch: number;
  readonly shortfallIndex: string;
  readonly shortfallAmount: string;
  readonly borrowedExceededActive: string;
  readonly markedDebt: string;
  readonly inactiveBefore: string;
  readonly inactiveAfter: string;
  readonly block: { readonly number: string };
  /** In the order of the logs. */
  readonly debtsMarked: readonly { readonly amount: string; readonly borrower: { readonly id: string } }[];
  /** First second of the epoch. */
  readonly turn: string;
  /** The last block before it in which something was recorded. */
  readonly before: number;
  /** Stake withdrawn between that second and the default: the only thing that happened then. */
  readonly withdrawn: readonly { readonly amount: string; readonly staker: { readonly id: string } }[];
}

export async function readDefaults(stack: GatewayStack): Promise<Default[]> {
  const { data } = await stack.direct(`{ shortfalls(orderBy: index) {
    index epoch timestamp shortfallIndex shortfallAmount borrowedExceededActive markedDebt inactiveBefore inactiveAfter
    block { number } debtsMarked(orderBy: sequence) { amount borrower { id } } } }`);
  const { shortfalls } = data as { shortfalls: (Default & { readonly timestamp: string })[] };
  const found: Default[] = [];
  for (const shortfall of shortfalls) {
    const { block, epoch, timestamp } = shortfall;
    const { pools } = await dataOf(
      stack,
      `{ pools(block: { number: ${block.number} }) { startOfEpoch(epoch: ${epoch}) } }`,
    );
    const turn: string = pools[0].startOfEpoch;
    const between = `timestamp_gte: "${turn}", timestamp_lt: "${timestamp}"`;
    const { blocks, withdrewStakes, activities } = await dataOf(
      stack,
      `{ blocks(first: 1, orderBy: number, orderDirection: desc, where: { timestamp_lt: "${turn}" }) { number }
        withdrewStakes(where: { ${between} }) { amount staker { id } }
        activities(where: { ${between} }) { __typename } }`,
    );
    const others = activities.filter(
      ({ __typename }: Data) => !['WithdrewStake', 'Transfer', 'StakedTokenTransfer'].includes(__typename),
    );
    if (others.length > 0) throw new Error(`more than withdrawals before default ${shortfall.index}`);
    found.push({ ...shortfall, turn, before: Number(blocks[0].number), withdrawn: withdrewStakes });
  }
  return found;
}
