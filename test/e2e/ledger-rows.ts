/** Reads the ledger of a Graph Node whole: activities, rows of changes, and every entity of a type. */
import type { GatewayStack } from './gateway-stack.ts';

export interface Activity {
  readonly __typename: string;
  readonly sequence: number;
  readonly verb: string;
  readonly actors: readonly string[];
  readonly epoch: { readonly number: number } | null;
  readonly blockNumber: string;
  readonly timestamp: string;
  /** As the activity itself says; undefined where it has none. */
  readonly amount?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface Row {
  readonly sequence: number;
  readonly position: number;
  readonly activity: { readonly sequence: number };
  readonly epoch: { readonly number: number } | null;
  readonly blockNumber: string;
  readonly timestamp: string;
  readonly subjectKind: string;
  readonly subject: string;
  readonly field: string;
  readonly before: string;
  readonly change: string;
  readonly after: string;
}

type Ask = GatewayStack['ask'];

const PAGE = 1000;
/** So few activities that their rows fit into a page. */
const ACTIVITIES_WITH_ROWS = 50;

/** Where each type of activity says how much it moved. */
const AMOUNTS: Readonly<Record<string, readonly string[]>> = {
  amount: [
    'Staked',
    'WithdrawalRequested',
    'WithdrewStake',
    'WithdrewDebt',
    'ReceivedDebt',
    'Borrowed',
    'RepaidBorrow',
    'RepaidDebt',
    'DebtMarked',
    'OperatorStakedFor',
    'OperatorWithdrawalRequestedFor',
    'OperatorWithdrewStakeFor',
    'OperatorDecreasedStakerDebt',
    'OperatorDecreasedBorrowerDebt',
    'StarkProxyBorrowed',
    'StarkProxyRepaidBorrow',
    'StarkProxyRepaidDebt',
    'ExternalWithdrewToken',
  ],
  'amount: claimedRewards': ['ClaimedRewards', 'OperatorClaimedRewardsFor', 'RewardsClaimed'],
  'amount: shortfallAmount': ['ConvertedInactiveBalancesToDebt'],
  'amount: inactiveBalance': ['InactiveBalanceDeleted'],
  'amount: tokenAmount': ['DepositedToExchange', 'WithdrewFromExchange'],
  'amount: fundsReclaimed': ['DepositReclaimed'],
  'amount: value from to': ['Transfer', 'StakedTokenTransfer', 'StarkProxyTokenTransfer'],
};
const FRAGMENTS = Object.entries(AMOUNTS).flatMap(([fields, types]) =>
  types.map((type) => `... on ${type} { ${fields} }`),
);

/** The rows of one answer that has a single root. */
export async function rowsOf<T>(ask: Ask, query: string): Promise<T[]> {
  const { data, errors } = await ask(query);
  if (errors) throw new Error(`${errors[0]?.message}: ${query}`);
  return Object.values(data ?? {})[0] as T[];
}

/** Every row of a list, page by page; `root` takes the page's arguments where it says PAGE. */
export async function everyRow<T>(ask: Ask, root: string): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const page = await rowsOf<T>(ask, root.replace('PAGE', `first: ${PAGE}, skip: ${all.length}`));
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}

export async function everyActivity(ask: Ask): Promise<Activity[]> {
  return everyRow(
    ask,
    `{ activities(PAGE, orderBy: sequence) { __typename sequence verb actors epoch { number } blockNumber timestamp
      ${FRAGMENTS.join(' ')} } }`,
  );
}

/** Rows in the order of sequence and position, read by ranges of the sequence. */
export async function everyChange(ask: Ask, lastSequence: number): Promise<Row[]> {
  const all: Row[] = [];
  for (let after = 0; after < lastSequence; after += ACTIVITIES_WITH_ROWS) {
    const page = await rowsOf<Row>(
      ask,
      `{ stateChanges(first: ${PAGE}, where: { sequence_gt: ${after}, sequence_lte: ${after + ACTIVITIES_WITH_ROWS} }) {
        sequence position activity { sequence } epoch { number } blockNumber timestamp
        subjectKind subject field before change after } }`,
    );
    if (page.length === PAGE) throw new Error('a page of changes is full: take fewer activities at a time');
    all.push(...page.sort((a, b) => a.sequence - b.sequence || a.position - b.position));
  }
  return all;
}

/** What an activity counts as moved: ERC-20 legs of a stake or a withdrawal, and USDC from the pool to itself, nothing. */
export function amountMoved({ __typename, verb, amount, from, to }: Activity): bigint | null {
  if (amount === undefined || verb === 'mint' || verb === 'burn') return null;
  return __typename.endsWith('TokenTransfer') && from === to ? 0n : BigInt(amount);
}
