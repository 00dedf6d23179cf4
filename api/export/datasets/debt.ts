/** Shortfalls, and what borrowers were allowed. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { cursorSource } from '../sources/cursor.ts';

const SHORTFALLS: Dataset = {
  what: 'shortfalls',
  description: 'Every shortfall: what borrowers held above the stake that was left, taken from all inactive stake.',
  order: 'index',
  range: 'epoch number',
  series: false,
  rowType: 'Shortfall',
  columns: column.columns({
    index: column.POSITION,
    epoch: column.EPOCH,
    shortfallIndex: column.SHORTFALL_INDEX,
    shortfallAmount: column.USDC,
    borrowedExceededActive: column.USDC,
    markedDebt: column.USDC,
    cumulativeMarkedDebt: column.USDC,
    inactiveBefore: column.USDC,
    inactiveAfter: column.USDC,
    blockNumber: column.from('block.number', column.BLOCK),
    blockHash: column.from('block.id', column.HASH),
    timestamp: column.SECOND,
    transactionHash: column.HASH,
  }),
  source: cursorSource({ root: 'shortfalls', filter: 'Shortfall_filter', orderBy: 'index', bounds: 'epoch' }),
};

const ALLOCATIONS: Dataset = {
  what: 'allocations',
  description: 'Every change of a borrower’s allocation, by the epoch in which it was decided.',
  order: 'sequence',
  range: 'epoch number',
  series: false,
  rowType: 'ScheduledBorrowerAllocationChange',
  columns: column.columns({
    sequence: column.COUNT,
    epoch: column.from('epoch.number', column.EPOCH),
    blockNumber: column.BLOCK,
    blockHash: column.from('block.id', column.HASH),
    timestamp: column.SECOND,
    transactionHash: column.HASH,
    transactionIndex: column.POSITION,
    transactionFrom: column.ADDRESS,
    logIndex: column.POSITION,
    id: column.HASH,
    borrower: column.from('borrower.id', column.ADDRESS),
    oldAllocation: column.FRACTION,
    newAllocation: column.FRACTION,
    epochNumber: column.EPOCH,
  }),
  source: cursorSource({
    root: 'scheduledBorrowerAllocationChanges',
    filter: 'ScheduledBorrowerAllocationChange_filter',
    orderBy: 'sequence',
    bounds: 'epoch.number',
  }),
};

export const DEBT: readonly Dataset[] = [SHORTFALLS, ALLOCATIONS];
