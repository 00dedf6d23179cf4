import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { Borrower, Pool, StarkProxy } from '../../generated/schema';
import { Journal, remember } from './journal';
import { configured, isConfigured } from './stark-proxy-source';

const ZERO = BigInt.zero();

/** The StarkProxy as stored, new at its first log; what it set before it was followed is not known. */
export function loadStarkProxy(pool: Pool, address: Bytes, block: ethereum.Block): StarkProxy {
  const known = StarkProxy.load(address);
  if (known !== null) {
    remember(known);
    return known;
  }
  const proxy = new StarkProxy(address);
  proxy.pool = pool.id;
  proxy.borrower = address;
  proxy.isKnownFromCreation = isConfigured(address);
  proxy.implementation = configured(address, 'implementation');
  proxy.proxyAdmin = configured(address, 'proxyAdmin');
  proxy.isBorrowingRestricted = false;
  if (proxy.isKnownFromCreation) {
    proxy.approvedAmountForExternalWithdrawal = ZERO;
    proxy.tokenBalance = ZERO;
  } else {
    proxy.approvedAmountForExternalWithdrawal = null;
    proxy.tokenBalance = null;
  }
  proxy.cumulativeBorrowed = ZERO;
  proxy.cumulativeRepaidBorrow = ZERO;
  proxy.cumulativeRepaidDebt = ZERO;
  proxy.cumulativeDepositedToExchange = ZERO;
  proxy.cumulativeWithdrawnFromExchange = ZERO;
  proxy.cumulativeReclaimedFromExchange = ZERO;
  proxy.cumulativeWithdrawnFromSurplus = ZERO;
  proxy.cumulativeWithdrawnByApproval = ZERO;
  proxy.cumulativeOtherOutflow = ZERO;
  proxy.breachCount = 0;
  proxy.firstBlock = block.number;
  remember(proxy);
  return proxy;
}

/** `getBorrowedAndDebtBalance()`: what the pool is owed. */
export function borrowedAndDebt(proxy: StarkProxy): BigInt {
  const borrower = Borrower.load(proxy.id);
  return borrower === null ? ZERO : borrower.borrowedBalance.plus(borrower.debtBalance);
}

/** `getDebtBalance()`. */
export function debtOf(proxy: StarkProxy): BigInt {
  const borrower = Borrower.load(proxy.id);
  return borrower === null ? ZERO : borrower.debtBalance;
}

/** Saves the StarkProxy and writes down what changed of it. */
export function saveStarkProxy(journal: Journal, proxy: StarkProxy): void {
  journal.write('starkProxy', proxy.id, proxy);
  proxy.save();
}
