/**
 * LS1StakedBalances, inactive side of a staker. A shortfall cuts every inactive balance of its epoch by one factor,
 * but the contract applies it to a staker only when it next stores that staker's record; until then every view
 * applies it on the way. USDC base units (10^-6).
 */
import type { InactiveBalance, PoolAt, Shortfall, StakerState } from './state.ts';

/** `SHORTFALL_INDEX_BASE`: a shortfall index of this much takes nothing. */
const SHORTFALL_INDEX_BASE = 10n ** 36n;

/** What one shortfall takes from one staker: inactive stake that becomes debt. USDC base units (10^-6). */
export interface DebtReceipt {
  /** Position of the shortfall in the contract's list. */
  readonly index: bigint;
  /** Epoch of the shortfall. */
  readonly epoch: bigint;
  readonly amount: bigint;
  /** Inactive balance of that epoch just before. */
  readonly inactiveBalanceBefore: bigint;
  /** Inactive balance of that epoch just after. */
  readonly inactiveBalanceAfter: bigint;
}

/**
 * What a shortfall takes from an inactive balance of its epoch: the balance less what survives, which is rounded down.
 * USDC base units.
 */
export function lossToShortfall(inactiveBalance: bigint, shortfallIndex: bigint): bigint {
  return inactiveBalance - (inactiveBalance * shortfallIndex) / SHORTFALL_INDEX_BASE;
}

/** `_convertInactiveBalancesToDebt`: the fraction of `inactive` that `lost` leaves, times 10^36, rounded down. */
export function shortfallIndexOf(inactive: bigint, lost: bigint): bigint {
  return inactive > lost ? (SHORTFALL_INDEX_BASE * (inactive - lost)) / inactive : 0n;
}

/** A record as it reads at a second, and what shortfalls took on the way there. */
export interface LoadedInactiveBalance {
  readonly balance: InactiveBalance;
  readonly loss: bigint;
}

/**
 * `_loadUserInactiveBalance`: the record as it reads in `epoch`, all shortfalls applied in order. Each one rounds what
 * is left down, by itself: multiplying indexes first would answer more. USDC base units. Unchanged before epoch zero
 * (null). `onLoss` sees every shortfall that takes something.
 */
export function loadInactiveBalance(
  record: InactiveBalance,
  shortfalls: readonly Shortfall[],
  epoch: bigint | null,
  onLoss?: (receipt: DebtReceipt) => void,
): LoadedInactiveBalance {
  const count = BigInt(shortfalls.length);
  if (epoch === null || (record.shortfallCounter === count && epoch <= record.epoch))
    return { balance: record, loss: 0n };
  let { current, next } = record;
  // An empty record owes nothing to any shortfall: the contract just marks it as up to date.
  if (next === 0n) return { balance: { epoch, current, next, shortfallCounter: count }, loss: 0n };
  let recordEpoch = record.epoch;
  for (let i = Number(record.shortfallCounter); i < shortfalls.length; i++) {
    const shortfall = shortfalls[i] as Shortfall;
    // Only what is inactive in the shortfall's epoch is cut; a later epoch's arrivals are in `next` and stay whole.
    if (shortfall.epoch > recordEpoch) {
      recordEpoch = epoch;
      current = next;
    }
    const amount = lossToShortfall(current, shortfall.shortfallIndex);
    const left = current - amount;
    if (amount > 0n && onLoss !== undefined) {
      const { epoch } = shortfall;
      onLoss({ index: BigInt(i), epoch, amount, inactiveBalanceBefore: current, inactiveBalanceAfter: left });
    }
    current = left;
    next -= amount;
  }
  if (epoch > recordEpoch) {
    recordEpoch = epoch;
    current = next;
  }
  return { balance: { epoch: recordEpoch, current, next, shortfallCounter: count }, loss: record.next - next };
}

/** `getInactiveBalanceCurrentEpoch(staker)`: USDC base units, down per shortfall; 0 before epoch zero. */
export function inactiveBalanceCurrentEpoch(pool: PoolAt, staker: StakerState): bigint {
  if (pool.epoch === null) return 0n;
  return loadInactiveBalance(staker.inactive, pool.state.shortfalls, pool.epoch).balance.current;
}

/** `getInactiveBalanceNextEpoch(staker)`: USDC base units, down per shortfall; 0 before epoch zero. */
export function inactiveBalanceNextEpoch(pool: PoolAt, staker: StakerState): bigint {
  if (pool.epoch === null) return 0n;
  return loadInactiveBalance(staker.inactive, pool.state.shortfalls, pool.epoch).balance.next;
}

/**
 * `getStakerDebtBalance(staker)`: settled debt and losses not settled yet. USDC base units; what inactive stake loses
 * to rounding is debt here. 0 before epoch zero.
 */
export function debtBalance(pool: PoolAt, staker: StakerState): bigint {
  if (pool.epoch === null) return 0n;
  return staker.settledDebtBalance + loadInactiveBalance(staker.inactive, pool.state.shortfalls, pool.epoch).loss;
}

/**
 * The losses that `getStakerDebtBalance` adds to the settled debt, one by one in the order of the shortfalls; those
 * that take nothing are left out. USDC base units, up per shortfall; none before epoch zero.
 */
export function pendingDebtReceipts(pool: PoolAt, staker: StakerState): DebtReceipt[] {
  const receipts: DebtReceipt[] = [];
  loadInactiveBalance(staker.inactive, pool.state.shortfalls, pool.epoch, (receipt) => receipts.push(receipt));
  return receipts;
}
