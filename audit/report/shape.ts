/**
 * The report of one epoch: what its JSON form holds, and what the other forms are written from. Amounts are decimal
 * strings in base units, times are unix seconds. A change that removes or renames a field gets a new `REPORT_FORMAT`.
 */
import { z } from 'zod';
import { Borrower, Debt, Losses, PlainTransfer, Shortfall } from './shape-borrowing.ts';
import { Evidence } from './shape-evidence.ts';
import { Flow, Move, Parameter, ParameterChange, Reconciliation, Series } from './shape-flows.ts';
import { Distributor, StarkProxy } from './shape-stark-proxies.ts';
import { address, count, dydx, hash, second, signedDydx, signedUsdc, usdc } from './shape-values.ts';

export const REPORT_FORMAT = 'dydx-liquidity-audit/1';

const BlockRef = z.object({
  number: count,
  hash: hash.describe('As the index knows it'),
  timestamp: second,
});

const Solvency = z.object({
  state: z.enum(['SOLVENT', 'INSOLVENT']).describe('As `markDebt` decides it'),
  shortfallAmount: usdc.describe('What `markDebt` would have to convert'),
  borrowedExceedsActive: signedUsdc.describe('First statement: borrowed less active, above 0 means it fails'),
  inactiveExceedsUnborrowed: signedUsdc.describe('Second statement: inactive less stake that is not borrowed'),
  withdrawableExceedsBalance: signedUsdc.describe('Third statement: inactive less USDC available to withdraw'),
});

const Moment = z.object({
  second: second.describe('The second of the figures'),
  block: BlockRef.describe('The block whose state was rolled forward to that second'),
  activeBalance: usdc,
  activeBalanceNextEpoch: usdc,
  inactiveBalance: usdc,
  inactiveBalanceNextEpoch: usdc,
  totalSupply: usdc.describe('stkUSDC'),
  borrowedBalance: usdc,
  borrowerDebtBalance: usdc.describe('Defaulted and not repaid'),
  debtAvailableToWithdraw: usdc.describe('Repaid debt set aside for those who were owed it'),
  tokenBalance: usdc.describe('USDC that the pool holds'),
  availableToWithdraw: signedUsdc.describe('USDC held less repaid debt'),
  availableToBorrow: usdc,
  stakerDebtBalance: usdc.describe('Owed to stakers for stake lost, booked and not yet booked'),
  emittedRewards: dydx.describe('Emitted to active stake since the start'),
  activityCount: count,
  shortfallCount: count,
  discrepancyCount: count.describe('0 is expected'),
  solvency: Solvency,
});

const Staker = z.object({
  id: address,
  activeBalanceOpening: usdc,
  activeBalanceClosing: usdc,
  inactiveBalanceOpening: usdc,
  inactiveBalanceClosing: usdc,
  rewardsEarned: signedDydx.describe('Claimable at closing less at opening, and what was claimed between'),
  rewardsClaimed: dydx,
});

const Rewards = z.object({
  emitted: dydx.describe('To active stake, in this epoch'),
  accrued: signedDydx.describe('Earned by all stakers but the zero address'),
  accruedByZeroAddress: signedDydx.describe('By an oversight of the contract its balance is the pool total'),
  claimed: dydx,
  lostToRounding: signedDydx.describe('Emitted less accrued'),
});

const Check = z.object({
  id: z.string(),
  meaning: z.string(),
  holds: z.boolean(),
  compared: count.describe('Values compared'),
  figures: z.record(z.string(), z.string()),
  faultCount: count,
  remarkCount: count,
  faults: z.array(z.string()).describe('What does not hold, by row, account or block; the first ones'),
  remarks: z.array(z.string()).describe('What is worth knowing and breaks nothing; the first ones'),
});

export const Report = z.object({
  format: z.literal(REPORT_FORMAT),
  units: z.record(z.string(), z.string()),
  pool: address,
  epoch: z.object({
    number: count,
    start: second.describe('First second'),
    end: second.describe('First second of the next epoch'),
    blackoutStart: second,
    isClosed: z.boolean().describe('False: the epoch runs, and closing figures are a projection'),
    head: BlockRef.nullable().describe('The newest indexed block, where the epoch runs; else null'),
  }),
  opening: Moment,
  closing: Moment,
  parameters: z.array(Parameter),
  parameterChanges: z.array(ParameterChange),
  flows: z.array(Flow),
  reconciliation: Reconciliation,
  borrowers: z.array(Borrower),
  starkProxies: z.array(StarkProxy),
  shortfalls: z.array(Shortfall),
  losses: Losses,
  debt: Debt,
  rewards: Rewards,
  distributor: Distributor.nullable().describe('null before its first log, and where none is followed'),
  stakers: z.array(Staker).describe('Those whose balance or rewards moved in the epoch'),
  largestMoves: z.array(Move),
  plainTransfers: z.array(PlainTransfer).describe('USDC that came or went without an event of the pool'),
  uncertainStakers: z.array(address).describe('Whose inactive balance may have been deleted without a log'),
  series: Series,
  checks: z.array(Check),
  evidence: Evidence,
});

export type Report = z.infer<typeof Report>;
export type Moment = z.infer<typeof Moment>;
export type BlockRef = z.infer<typeof BlockRef>;
export type Check = z.infer<typeof Check>;
export type Staker = z.infer<typeof Staker>;
export type Rewards = z.infer<typeof Rewards>;
