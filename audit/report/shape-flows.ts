/** What moved in the epoch, and how the balances follow from it. */
import { z } from 'zod';
import { address, count, hash, number, second, signedUsdc, usdc } from './shape-values.ts';

export const Parameter = z.object({
  name: z.string(),
  unit: z.string(),
  opening: z.string(),
  closing: z.string(),
});

export const ParameterChange = z.object({
  sequence: count,
  timestamp: second,
  transactionHash: hash,
  name: z.string(),
  unit: z.string(),
  subject: address
    .nullable()
    .describe('The borrower, or the contract other than the pool, that is concerned; else null'),
  before: z.string().nullable().describe('null where there was none'),
  after: z.string(),
  remark: z.string(),
});

export const Flow = z.object({
  verb: z.string(),
  count,
  amount: number,
  unit: z.enum(['USDC', 'DYDX']).nullable().describe('null where the verb moves no amount'),
  counted: count.describe('Activities with this verb, counted one by one'),
  summed: number.describe('Their amounts, summed one by one'),
});

/** One value in each column of the reconciliation. */
export const Balances = z.object({
  active: signedUsdc,
  inactive: signedUsdc,
  borrowed: signedUsdc,
  debt: signedUsdc.describe('Of borrowers'),
  repaidDebt: signedUsdc.describe('Set aside for those who were owed it'),
  held: signedUsdc.describe('USDC in the contract'),
});

export const Reconciliation = z.object({
  opening: Balances,
  effects: z.array(z.object({ what: z.string(), ...Balances.shape })),
  computed: Balances.describe('Opening and all effects'),
  closing: Balances.describe('As the API answers'),
  difference: Balances.describe('Closing less computed; 0 everywhere where it adds up'),
  addsUp: z.boolean(),
  turn: z.object({
    requested: usdc.describe('Asked for in this epoch, turns inactive when it ends'),
    active: usdc.describe('Closing less requested'),
    inactive: usdc.describe('Closing and requested'),
    activeNextEpoch: usdc.describe('As the API answers'),
    inactiveNextEpoch: usdc.describe('As the API answers'),
    addsUp: z.boolean(),
  }),
});

export const Move = z.object({
  sequence: count,
  verb: z.string(),
  amount: usdc,
  account: address.nullable(),
  other: address.nullable().describe('Who was paid, or paid, if that was another'),
  blockNumber: count,
  timestamp: second,
  transactionHash: hash,
});

export const Series = z.object({
  balances: z
    .array(z.object({ second, active: usdc, inactive: usdc, borrowed: usdc }))
    .describe('After each change, from opening to closing'),
  days: z
    .array(z.object({ start: second, verb: z.string(), amount: usdc }))
    .describe('By 24 hours from the first second of the epoch'),
});

export type Parameter = z.infer<typeof Parameter>;
export type ParameterChange = z.infer<typeof ParameterChange>;
export type Flow = z.infer<typeof Flow>;
export type Balances = z.infer<typeof Balances>;
export type Reconciliation = z.infer<typeof Reconciliation>;
export type Move = z.infer<typeof Move>;
export type Series = z.infer<typeof Series>;
