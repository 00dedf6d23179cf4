/** What StarkProxies did: USDC by epoch and by outflow, forced trades, and what their rules do not allow. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { cursorSource } from '../sources/cursor.ts';

const EPOCHS: Dataset = {
  what: 'stark-proxy-epochs',
  description: 'USDC of each StarkProxy in each epoch, by where it came from and went to; none in epochs without any.',
  order: 'epoch, id',
  range: 'epoch number',
  series: false,
  rowType: 'StarkProxyEpoch',
  columns: column.columns({
    epoch: column.from('number', column.EPOCH),
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    borrowed: column.USDC,
    repaidBorrow: column.USDC,
    repaidDebt: column.USDC,
    depositedToExchange: column.USDC,
    withdrawnFromExchange: column.USDC,
    reclaimedFromExchange: column.USDC,
    withdrawnFromSurplus: column.USDC,
    withdrawnByApproval: column.USDC,
    withdrawnInBreach: column.USDC,
    otherOutflow: column.USDC,
    received: column.USDC,
    sent: column.USDC,
    id: column.HASH,
  }),
  source: cursorSource({
    root: 'starkProxyEpoches',
    filter: 'StarkProxyEpoch_filter',
    orderBy: 'number',
    bounds: 'number',
  }),
};

const OUTFLOWS: Dataset = {
  what: 'outflows',
  description: 'Every transfer of USDC from a StarkProxy, and what it was for.',
  order: 'sequence',
  range: 'sequence number',
  series: false,
  rowType: 'TokenOutflow',
  columns: column.columns({
    sequence: column.from('transfer.sequence', column.COUNT),
    epoch: column.from('transfer.epoch.number', column.EPOCH),
    blockNumber: column.from('transfer.blockNumber', column.BLOCK),
    timestamp: column.from('transfer.timestamp', column.SECOND),
    transactionHash: column.HASH,
    transactionFrom: column.from('transfer.transactionFrom', column.ADDRESS),
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    to: column.from('transfer.to', column.ADDRESS),
    amount: column.USDC,
    purpose: column.NAME,
    explainedBy: column.HASH,
    id: column.HASH,
  }),
  source: cursorSource({
    root: 'tokenOutflows',
    filter: 'TokenOutflow_filter',
    orderBy: 'transfer.sequence',
    bounds: 'transfer.sequence',
  }),
};

const FORCED_TRADES: Dataset = {
  what: 'forced-trades',
  description: 'Every forced trade that the owner of a StarkProxy queued, and what became of it.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'ForcedTrade',
  columns: column.columns({
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    argsHash: column.HASH,
    args: column.EXCHANGE_NUMBERS,
    starkKey: column.from('starkKey.starkKey', column.EXCHANGE_NUMBER),
    vaultId: column.EXCHANGE_NUMBER,
    status: column.NAME,
    queuedTimestamp: column.SECOND,
    queuedAt: column.SECOND,
    queuedBy: column.ADDRESS,
    queueCount: column.COUNT,
    earliestSubmission: column.SECOND,
    latestSubmission: column.SECOND,
    decidedAt: column.SECOND,
    decidedBy: column.ADDRESS,
    id: column.HASH,
  }),
  source: cursorSource({ root: 'forcedTrades', filter: 'ForcedTrade_filter' }),
};

const BREACHES: Dataset = {
  what: 'breaches',
  description: 'Every activity that the rules of a StarkProxy do not allow; none is expected.',
  order: 'sequence, id',
  range: 'epoch number',
  series: false,
  rowType: 'Breach',
  columns: column.columns({
    sequence: column.COUNT,
    epoch: column.from('epoch.number', column.EPOCH),
    blockNumber: column.BLOCK,
    timestamp: column.SECOND,
    transactionHash: column.HASH,
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    rule: column.NAME,
    verb: column.from('activity.verb', column.NAME),
    activity: column.from('activity.id', column.HASH),
    id: column.HASH,
  }),
  source: cursorSource({ root: 'breaches', filter: 'Breach_filter', orderBy: 'sequence', bounds: 'epoch.number' }),
};

export const STARK_PROXY_FLOWS: readonly Dataset[] = [EPOCHS, OUTFLOWS, FORCED_TRADES, BREACHES];
