/** Rows of the database changed behind the index's back, each with what `npm run verify` must name. */

type Row = Readonly<Record<string, string | number>>;

export interface Falsehood {
  readonly name: string;
  /** Table that is changed. */
  readonly table: string;
  /** Hits one row, and returns what names it. */
  readonly sql: string;
  /** Check and a part of one of its faults. */
  found(row: Row): readonly (readonly [check: string, text: string])[];
}

/** The block up to which is verified, before the many quiet epochs of `quirks`. */
export const END = 89;

const HEX = `'0x' || encode(id, 'hex') AS id`;
const staker = `id = (SELECT id FROM staker WHERE block_range @> ${END} AND cumulative_withdrawn_debt > 0 ORDER BY id LIMIT 1)`;
const last = (table: string): string => `sequence = (SELECT max(sequence) FROM ${table} WHERE block$ <= ${END})`;
const number = ({ sequence }: Row, type: string): string => `: number ${sequence} (${type}), block `;

export const FALSEHOODS: readonly Falsehood[] = [
  {
    name: 'the amount of a stake',
    table: 'staked',
    sql: `UPDATE staked SET amount = amount + 1 WHERE ${last('staked')} RETURNING sequence`,
    found: (row) => ['amounts', 'pairs', 'cash', 'books'].map((check) => [check, number(row, 'Staked')]),
  },
  {
    name: 'the amount of a withdrawal of debt',
    table: 'withdrew_debt',
    sql: `UPDATE withdrew_debt SET amount = amount - 1 WHERE ${last('withdrew_debt')} RETURNING sequence`,
    found: (row) => ['amounts', 'cash', 'books'].map((check) => [check, number(row, 'WithdrewDebt')]),
  },
  {
    name: 'a stake that is deleted',
    table: 'staked',
    sql: `DELETE FROM staked WHERE ${last('staked')} RETURNING sequence`,
    found: ({ sequence }) => [
      ['order', `number ${sequence} is missing`],
      ['rows', `it is a change of no activity of its number: number ${sequence}, `],
    ],
  },
  {
    name: 'the last activity that is deleted',
    table: 'rewards_per_second_updated',
    sql: `DELETE FROM rewards_per_second_updated WHERE ${last('rewards_per_second_updated')} RETURNING sequence`,
    found: ({ sequence }) => [['order', `number ${sequence} is missing`]],
  },
  {
    name: 'a loan under the name of another borrower',
    table: 'borrowed',
    sql: `UPDATE borrowed SET borrower = '\\x${'00'.repeat(20)}' WHERE ${last('borrowed')} RETURNING sequence`,
    found: (row) => ['amounts', 'attribution', 'cash', 'books'].map((check) => [check, number(row, 'Borrowed')]),
  },
  {
    name: 'the second of an activity',
    table: 'borrowed',
    sql: `UPDATE borrowed SET timestamp = timestamp + 1 WHERE ${last('borrowed')} RETURNING sequence`,
    found: (row) => [['order', number(row, 'Borrowed')]],
  },
  {
    name: 'one value after',
    table: 'state_change',
    sql: `UPDATE state_change SET after = after + 1 WHERE field = 'activeNext' AND sequence = (SELECT max(sequence)
      FROM state_change WHERE field = 'activeNext' AND block_number <= ${END}) RETURNING sequence, subject`,
    found: ({ sequence, subject }) => [
      ['rows', `: number ${sequence} `],
      ['rows', `staker ${subject} activeNext`],
      ['books', `staker ${subject} activeNext`],
    ],
  },
  {
    name: 'a change that is deleted',
    table: 'state_change',
    sql: `DELETE FROM state_change WHERE field = 'totalInactiveCurrent' AND sequence = (SELECT max(sequence)
      FROM state_change WHERE field = 'totalInactiveCurrent' AND block_number <= ${END}) RETURNING sequence`,
    found: ({ sequence }) => [['books', `: number ${sequence} `]],
  },
  {
    name: 'a balance of a staker',
    table: 'staker',
    sql: `UPDATE staker SET settled_debt_balance = settled_debt_balance + 1 WHERE ${staker} AND block_range @> ${END} RETURNING ${HEX}`,
    found: ({ id }) => [
      ['stored', `staker ${id} settledDebtBalance`],
      ['derived', `staker ${id} debtBalance`],
      ['totals', 'the sum of all stakers’ debt'],
    ],
  },
  {
    name: 'a balance that a staker had only as an epoch closed',
    table: 'staker',
    sql: `UPDATE staker SET inactive_next = inactive_next + 1 WHERE vid = (SELECT staker.vid FROM staker, epoch
      WHERE epoch.number = 0 AND epoch.block_range @> ${END} AND staker.block_range @> (SELECT max(block.number)::int FROM block WHERE block.timestamp < epoch."end")
      AND NOT staker.block_range @> ${END} ORDER BY staker.vid LIMIT 1) RETURNING ${HEX}`,
    found: ({ id }) => [['closings', `epoch 0 closing staker ${id} inactiveNext`]],
  },
  {
    name: 'a total of the pool',
    table: 'pool',
    sql: `UPDATE pool SET total_borrowed_balance = total_borrowed_balance + 1 WHERE block_range @> ${END} RETURNING ${HEX}`,
    found: ({ id }) => [['stored', `pool ${id} totalBorrowedBalance`]],
  },
  {
    name: 'what a StarkProxy holds',
    table: 'stark_proxy',
    sql: `UPDATE stark_proxy SET token_balance = token_balance + 1 WHERE block_range @> ${END} RETURNING ${HEX}`,
    found: ({ id }) => [
      ['stark-proxies', `starkProxies ${id} tokenBalance`],
      ['stored', `starkProxy ${id} tokenBalance`],
    ],
  },
  {
    name: 'a flow of an epoch',
    table: 'epoch_flow',
    sql: `UPDATE epoch_flow SET amount = amount + 1 WHERE id = '1-stake' AND block_range @> ${END} RETURNING id`,
    found: ({ id }) => [['flows', `epochFlows ${id} amount`]],
  },
  {
    name: 'a flow of a staker in an epoch that is deleted',
    table: 'staker_epoch',
    sql: `DELETE FROM staker_epoch WHERE withdrawn_debt > 0 AND block_range @> ${END} AND number = 1 RETURNING ${HEX}`,
    found: ({ id }) => [['flows', `stakerEpoches ${id}`]],
  },
  {
    name: 'the factor of a shortfall',
    table: 'shortfall',
    sql: `UPDATE shortfall SET shortfall_index = shortfall_index + 1 WHERE id = '0' RETURNING id`,
    found: ({ id }) => [['shortfalls', `shortfall ${id}`]],
  },
];
