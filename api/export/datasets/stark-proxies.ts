/** StarkProxies as they stand at the moment, and what each may use: keys, recipients, vaults. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { cursorSource } from '../sources/cursor.ts';

const PROXIES: Dataset = {
  what: 'stark-proxies',
  description: 'Every StarkProxy of a borrower, stored and derived values at the moment.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'StarkProxy',
  columns: column.columns({
    id: column.ADDRESS,
    name: column.NAME,
    firstBlock: column.BLOCK,
    borrower: column.from('borrower.id', column.ADDRESS),
    isKnownFromCreation: column.FLAG,
    implementation: column.ADDRESS,
    proxyAdmin: column.ADDRESS,
    isBorrowingRestricted: column.FLAG,
    approvedAmountForExternalWithdrawal: column.USDC,
    tokenBalance: column.USDC,
    surplus: column.USDC,
    borrowedBalance: column.USDC,
    debtBalance: column.USDC,
    borrowedAndDebtBalance: column.USDC,
    allocatedBalanceCurrentEpoch: column.USDC,
    allocatedBalanceNextEpoch: column.USDC,
    borrowableAmount: column.USDC,
    ...column.inside('autoPayOrBorrow', 'auto', {
      borrowed: column.USDC,
      repaidBorrow: column.USDC,
      repaidDebt: column.USDC,
      reverts: column.FLAG,
      reason: column.NAME,
      missingBalance: column.USDC,
    }),
    cumulativeBorrowed: column.USDC,
    cumulativeRepaidBorrow: column.USDC,
    cumulativeRepaidDebt: column.USDC,
    cumulativeDepositedToExchange: column.USDC,
    cumulativeWithdrawnFromExchange: column.USDC,
    cumulativeReclaimedFromExchange: column.USDC,
    cumulativeWithdrawnFromSurplus: column.USDC,
    cumulativeWithdrawnByApproval: column.USDC,
    cumulativeOtherOutflow: column.USDC,
    lastOutflow: column.from('lastOutflow.id', column.HASH),
    breachCount: column.COUNT,
  }),
  source: cursorSource({ root: 'starkProxies', filter: 'StarkProxy_filter' }),
};

const STARK_KEYS: Dataset = {
  what: 'stark-keys',
  description: 'Every stark key that a StarkProxy named: whether it is allowed, and what went to it and came back.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'StarkKey',
  columns: column.columns({
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    starkKey: column.EXCHANGE_NUMBER,
    isAllowed: column.FLAG,
    updatedAt: column.SECOND,
    cumulativeDeposited: column.USDC,
    cumulativeWithdrawn: column.USDC,
    cumulativeReclaimed: column.USDC,
    id: column.HASH,
  }),
  source: cursorSource({ root: 'starkKeys', filter: 'StarkKey_filter' }),
};

const RECIPIENTS: Dataset = {
  what: 'external-recipients',
  description: 'Every recipient that a StarkProxy named: whether it is allowed, and what it was paid.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'ExternalRecipient',
  columns: column.columns({
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    recipient: column.ADDRESS,
    isAllowed: column.FLAG,
    updatedAt: column.SECOND,
    cumulativeWithdrawn: column.USDC,
    id: column.HASH,
  }),
  source: cursorSource({ root: 'externalRecipients', filter: 'ExternalRecipient_filter' }),
};

const POSITIONS: Dataset = {
  what: 'exchange-positions',
  description: 'Every vault of the exchange that a StarkProxy named, and what went to it and came back.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'ExchangePosition',
  columns: column.columns({
    starkProxy: column.from('starkProxy.id', column.ADDRESS),
    starkKey: column.from('starkKey.starkKey', column.EXCHANGE_NUMBER),
    vaultId: column.EXCHANGE_NUMBER,
    cumulativeDeposited: column.USDC,
    cumulativeReclaimed: column.USDC,
    canceledAt: column.SECOND,
    id: column.HASH,
  }),
  source: cursorSource({ root: 'exchangePositions', filter: 'ExchangePosition_filter' }),
};

export const STARK_PROXIES: readonly Dataset[] = [PROXIES, STARK_KEYS, RECIPIENTS, POSITIONS];
