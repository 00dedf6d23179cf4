/** Borrowers, what they could not pay, and who lost by it. */
import { z } from 'zod';
import { address, count, hash, number, second, signedUsdc, usdc } from './shape-values.ts';

const BorrowerAt = z.object({
  allocationFraction: number.describe('Of 10,000'),
  allocationFractionNextEpoch: number.describe('Of 10,000'),
  allocatedBalance: usdc,
  borrowedBalance: usdc,
  debtBalance: usdc,
  borrowableAmount: usdc,
  requiredRepayment: usdc.describe('To be repaid before the epoch ends'),
  isOverdue: z.boolean(),
  isBorrowingRestricted: z.boolean(),
});

export const Borrower = z.object({
  id: address.describe('The zero address is the share that nobody has'),
  opening: BorrowerAt.nullable().describe('null for a borrower first named in this epoch'),
  closing: BorrowerAt,
});

export const Shortfall = z.object({
  index: count.describe("Position in the contract's list, from 0"),
  timestamp: second,
  blockNumber: count,
  blockHash: hash,
  transactionHash: hash,
  shortfallAmount: usdc.describe('Taken from inactive stake'),
  shortfallIndex: number.describe('Fraction of inactive stake that survived, times 10^36'),
  borrowedExceededActive: usdc.describe('Just before'),
  inactiveBefore: usdc,
  inactiveAfter: usdc,
  markedDebt: usdc.describe(
    'Moved from borrowed to debt; above shortfallAmount by what rounding up per borrower added',
  ),
  causes: z.array(z.object({ borrower: address, amount: usdc, newBorrowedBalance: usdc, newDebtBalance: usdc })),
});

export const Losses = z.object({
  stakers: z.array(
    z.object({
      id: address,
      lost: signedUsdc.describe(
        'Debt at closing less at opening, and what was withdrawn, written off and deleted between',
      ),
      debtOpening: usdc,
      withdrawn: usdc,
      writtenOff: usdc,
      deleted: usdc.describe('Not yet booked and deleted by the account itself'),
      debtClosing: usdc,
      notYetBooked: usdc.describe('Part of debtClosing that the contract has not booked'),
    }),
  ),
  lost: signedUsdc.describe('By all stakers'),
  shortfalls: usdc.describe('Of this epoch'),
  difference: signedUsdc.describe(
    'Lost less shortfalls: what rounding each balance down added, less what stake of no account lost',
  ),
  unowned: signedUsdc.describe('Inactive stake of no account at opening, and what accounts deleted of theirs'),
});

const payment = { sequence: count, timestamp: second, transactionHash: hash, amount: usdc };

export const Debt = z.object({
  repaid: z.array(z.object({ ...payment, borrower: address, sender: address })),
  withdrawn: z.array(z.object({ ...payment, staker: address, recipient: address })),
  writtenOff: z.array(
    z.object({ ...payment, account: address, of: z.enum(['borrower', 'staker']), operator: address }),
  ),
  receipts: z
    .array(z.object({ ...payment, staker: address, newDebtBalance: usdc }))
    .describe('Losses of this or earlier epochs that the contract booked in this one'),
});

export const PlainTransfer = z.object({
  transactionHash: hash,
  timestamp: second,
  amount: signedUsdc.describe('Into the pool; negative: out of it'),
});

export type BorrowerAt = z.infer<typeof BorrowerAt>;
export type Borrower = z.infer<typeof Borrower>;
export type Shortfall = z.infer<typeof Shortfall>;
export type Losses = z.infer<typeof Losses>;
export type Debt = z.infer<typeof Debt>;
export type PlainTransfer = z.infer<typeof PlainTransfer>;
