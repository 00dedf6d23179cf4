// StarkProxies: their USDC, where it comes from and where it goes, and what breaks their rules.
import { alice, allocate, bob, borrower1, carol, DAY, INTERVAL, operator, START, schedule } from './mapping-cast.ts';
import { changesOf, flow } from './mapping-expected.ts';
import {
  activities,
  all,
  at,
  log,
  OTHER_PROXY,
  one,
  POOL,
  PROXY,
  pool,
  proxyLog,
  recordId,
  scenario,
  starkProxy,
  tx,
  usdc,
} from './mapping-scenario.ts';

const sp = (name: string, ...values: Parameters<typeof log>[1][]) => proxyLog(PROXY, name, ...values);
const exchange = operator;
const word = (n: number): string => n.toString(16).padStart(64, '0');
const KEY = `${PROXY}${word(17)}`;
const VAULT = `${KEY}${word(3)}`;
/** Id of the record of a transfer: of its log, and whose it is. */
const transferId = (n: number, index: number, proxy = PROXY): string => recordId(n, index) + proxy.slice(2);
const rowId = (epoch: number, proxy = PROXY): string => `${proxy}${epoch.toString(16).padStart(2, '0')}000000`;

const opening = at(START - 1000, ...schedule());
const borrow = (amount: number, balance: number) => [
  usdc(POOL, PROXY, amount),
  log('Borrowed', PROXY, amount, balance),
  sp('Borrowed', amount, balance),
];

export const starkProxies = {
  'stark-proxy-borrow-and-repay': scenario(
    'a StarkProxy borrows, and repays what it borrowed and debt; each outflow is explained by the log after it',
    [
      at(START - 1000, ...schedule(), allocate(PROXY, 0, 10_000)),
      at(START + 1, tx(1, usdc(alice, POOL, 500))),
      at(START + 2, tx(2, ...borrow(300, 300))),
      at(
        START + 3,
        tx(
          3,
          usdc(PROXY, POOL, 100),
          log('RepaidBorrow', PROXY, PROXY, 100, 200),
          sp('RepaidBorrow', 100, 200, false),
          usdc(PROXY, POOL, 40),
          sp('RepaidDebt', 40, 0, true),
        ),
      ),
      at(START + INTERVAL, tx(4, usdc(PROXY, bob, 7))),
    ],
    [
      starkProxy(PROXY, {
        isKnownFromCreation: true,
        isBorrowingRestricted: false,
        proxyAdmin: '0xe16718eace44e0cb06b9cd164490a69a6425d1e3',
        implementation: null,
        tokenBalance: 153,
        cumulativeBorrowed: 300,
        cumulativeRepaidBorrow: 100,
        cumulativeRepaidDebt: 40,
        cumulativeOtherOutflow: 7,
        breachCount: 0,
        borrower: { id: PROXY, borrowedBalance: 200, starkProxy: { id: PROXY } },
        pool: { id: POOL, borrowerCount: 2 },
      }),
      one('starkProxyBorrowed', recordId(2, 2), { verb: 'borrowByProxy', amount: 300, newBorrowedBalance: 300 }),
      one('starkProxyRepaidBorrow', recordId(3, 2), {
        verb: 'repayBorrowByProxy',
        amount: 100,
        newBorrowedBalance: 200,
        isGuardianAction: false,
      }),
      one('starkProxyRepaidDebt', recordId(3, 4), {
        verb: 'repayDebtByProxy',
        amount: 40,
        newDebtBalance: 0,
        isGuardianAction: true,
      }),
      one('tokenOutflow', transferId(3, 0), { amount: 100, purpose: 'repaidBorrow', explainedBy: recordId(3, 2) }),
      one('tokenOutflow', transferId(3, 3), { amount: 40, purpose: 'repaidDebt', explainedBy: recordId(3, 4) }),
      one('tokenOutflow', transferId(4, 0), { amount: 7, purpose: 'other', explainedBy: null }),
      one('starkProxyEpoch', rowId(0), {
        number: 0,
        borrowed: 300,
        repaidBorrow: 100,
        repaidDebt: 40,
        received: 300,
        sent: 140,
        otherOutflow: 0,
      }),
      one('starkProxyEpoch', rowId(1), { number: 1, sent: 7, otherOutflow: 7, borrowed: 0 }),
      flow(0, 'borrowByProxy', 1, 300),
      flow(0, 'sendProxyToken', 2, 140),
      flow(0, 'receiveProxyToken', 1, 300),
      // One log, of the pool and of the StarkProxy.
      one('stakedTokenTransfer', recordId(3, 0), { value: 100, sequence: 9 }),
      one('starkProxyTokenTransfer', transferId(3, 0), { value: 100, newTokenBalance: 200, sequence: 10 }),
    ],
  ),

  'stark-proxy-exchange': scenario(
    'deposits to the exchange and withdrawals, cancelled and reclaimed deposits; keys that are not allowed',
    [
      opening,
      at(START + 1, tx(1, usdc(alice, PROXY, 100), sp('UpdatedStarkKey', 17, true))),
      at(START + 2, tx(2, usdc(PROXY, exchange, 60), sp('DepositedToExchange', 17, 5, 3, 60))),
      at(START + 3, tx(3, usdc(exchange, PROXY, 20), sp('WithdrewFromExchange', 17, 5, 20, false))),
      at(START + 4, tx(4, sp('DepositCanceled', 17, 5, 3, false))),
      at(START + 5, tx(5, sp('UpdatedStarkKey', 17, false))),
      // The guardian may use any key, the borrower and the owner may not.
      at(START + 6, tx(6, usdc(exchange, PROXY, 10), sp('DepositReclaimed', 17, 5, 3, 10, true))),
      at(START + 7, tx(7, sp('WithdrewFromExchange', 17, 5, 0, true), sp('DepositCanceled', 17, 5, 3, true))),
      at(START + 8, tx(8, usdc(PROXY, exchange, 5), sp('DepositedToExchange', 17, 5, 3, 5))),
      at(START + 9, tx(9, sp('WithdrewFromExchange', 17, 5, 0, false), sp('DepositCanceled', 17, 5, 3, false))),
      at(START + 10, tx(10, sp('DepositReclaimed', 17, 5, 3, 0, false))),
    ],
    [
      starkProxy(PROXY, {
        tokenBalance: 65,
        cumulativeDepositedToExchange: 65,
        cumulativeWithdrawnFromExchange: 20,
        cumulativeReclaimedFromExchange: 10,
        cumulativeOtherOutflow: 0,
        breachCount: 4,
      }),
      one('starkKey', KEY, {
        starkKey: 17,
        isAllowed: false,
        updatedAt: START + 5,
        cumulativeDeposited: 65,
        cumulativeWithdrawn: 20,
        cumulativeReclaimed: 10,
        positions: [{ id: VAULT, vaultId: 3, cumulativeDeposited: 65, cumulativeReclaimed: 10, canceledAt: null }],
      }),
      one('depositedToExchange', recordId(2, 1), {
        verb: 'depositToExchange',
        tokenAmount: 60,
        starkAssetType: 5,
        starkKey: { id: KEY },
        position: { id: VAULT },
      }),
      one('withdrewFromExchange', recordId(3, 1), {
        verb: 'withdrawFromExchange',
        tokenAmount: 20,
        starkAssetType: 5,
        isGuardianAction: false,
      }),
      one('depositCanceled', recordId(4, 0), { verb: 'cancelDeposit', isGuardianAction: false, starkAssetType: 5 }),
      one('depositReclaimed', recordId(6, 1), { verb: 'reclaimDeposit', fundsReclaimed: 10, isGuardianAction: true }),
      one('updatedStarkKey', recordId(5, 0), { verb: 'setStarkKeyAllowed', isAllowed: false, starkKey: { id: KEY } }),
      one('tokenOutflow', transferId(2, 0), { purpose: 'exchangeDeposit', amount: 60 }),
      one('starkProxyEpoch', rowId(0), {
        depositedToExchange: 65,
        withdrawnFromExchange: 20,
        reclaimedFromExchange: 10,
      }),
      all(
        'breaches',
        { rule: 'depositedWithDisallowedKey', sequence: 16, activity: { verb: 'depositToExchange' } },
        { rule: 'withdrewWithDisallowedKey', sequence: 17, activity: { verb: 'withdrawFromExchange' } },
        { rule: 'canceledWithDisallowedKey', sequence: 18, activity: { verb: 'cancelDeposit' } },
        { rule: 'reclaimedWithDisallowedKey', sequence: 19, activity: { verb: 'reclaimDeposit' } },
      ),
      changesOf(4, ['starkKey', KEY, 'isAllowed', 0, 1]),
      changesOf(5, ['starkProxy', PROXY, 'tokenBalance', 100, 40]),
    ],
  ),

  'stark-proxy-restricted': scenario(
    'while its guardian forbids it, a StarkProxy does not borrow, nor deposit what it owes',
    [
      at(START - 1000, ...schedule(), allocate(PROXY, 0, 10_000)),
      at(START + 1, tx(1, usdc(alice, POOL, 500), sp('UpdatedStarkKey', 17, true))),
      at(START + 2, tx(2, ...borrow(300, 300), usdc(alice, PROXY, 50))),
      at(START + 3, tx(3, sp('BorrowingRestrictionChanged', true))),
      // 300 stay, which is what is owed; with one more gone it is less.
      at(START + 4, tx(4, usdc(PROXY, exchange, 50), sp('DepositedToExchange', 17, 5, 3, 50))),
      at(START + 5, tx(5, usdc(PROXY, exchange, 1), sp('DepositedToExchange', 17, 5, 3, 1))),
      at(START + 6, tx(6, ...borrow(1, 301))),
      at(START + 7, tx(7, sp('BorrowingRestrictionChanged', false))),
      at(START + 8, tx(8, sp('BorrowingRestrictionChanged', false))),
    ],
    [
      starkProxy(PROXY, { isBorrowingRestricted: false, tokenBalance: 300, breachCount: 2 }),
      one('starkProxyBorrowingRestrictionChanged', recordId(3, 0), {
        verb: 'setProxyBorrowingRestriction',
        isBorrowingRestricted: true,
      }),
      all(
        'breaches',
        { rule: 'depositedBelowOwedWhileRestricted', blockNumber: 12_931_488, epoch: { number: 0 } },
        { rule: 'borrowedWhileRestricted', blockNumber: 12_931_489, epoch: { number: 0 } },
      ),
      changesOf(11, ['starkProxy', PROXY, 'isBorrowingRestricted', 0, 1]),
      changesOf(21),
    ],
  ),

  'stark-proxy-external-withdrawals': scenario(
    'USDC to recipients by approval, out of the surplus and above both; other tokens and ether (contracts.md 9.24)',
    [
      at(START - 1000, ...schedule(), allocate(PROXY, 0, 10_000)),
      at(START + 1, tx(1, usdc(alice, POOL, 500), sp('UpdatedExternalRecipient', bob, true))),
      at(START + 2, tx(2, ...borrow(300, 300), usdc(alice, PROXY, 1100))),
      at(START + 3, tx(3, sp('GuardianUpdateApprovedAmountForExternalWithdrawal', 100))),
      at(START + 4, tx(4, usdc(PROXY, bob, 40), sp('ExternalWithdrewToken', bob, 40))),
      at(START + 5, tx(5, usdc(PROXY, bob, 1000), sp('ExternalWithdrewToken', bob, 1000))),
      // 360 are left, 300 owed.
      at(START + 6, tx(6, usdc(PROXY, carol, 61), sp('ExternalWithdrewToken', carol, 61))),
      at(START + 7, tx(7, sp('ExternalWithdrewOtherToken', alice, bob, 9), sp('ExternalWithdrewEther', bob, 8))),
      at(START + 8, tx(8, sp('ExternalWithdrewOtherToken', alice, carol, 9), sp('ExternalWithdrewEther', carol, 8))),
    ],
    [
      starkProxy(PROXY, {
        tokenBalance: 299,
        approvedAmountForExternalWithdrawal: 0,
        cumulativeWithdrawnByApproval: 40,
        cumulativeWithdrawnFromSurplus: 1000,
        cumulativeOtherOutflow: 0,
        breachCount: 4,
      }),
      one('guardianUpdateApprovedAmountForExternalWithdrawal', recordId(3, 0), {
        verb: 'setApprovedAmountForExternalWithdrawal',
        approvedAmount: 100,
      }),
      one('updatedExternalRecipient', recordId(1, 1), {
        verb: 'setExternalRecipientAllowed',
        recipient: bob,
        isAllowed: true,
        externalRecipient: { id: `${PROXY}${bob.slice(2)}`, isAllowed: true, cumulativeWithdrawn: 1040 },
      }),
      one('externalWithdrewToken', recordId(4, 1), {
        verb: 'externalWithdrawToken',
        recipient: bob,
        amount: 40,
        purpose: 'withdrawnByApproval',
        surplus: 1100,
        newApprovedAmount: 60,
      }),
      one('externalWithdrewToken', recordId(5, 1), {
        amount: 1000,
        purpose: 'withdrawnFromSurplus',
        surplus: 1060,
        newApprovedAmount: 0,
      }),
      one('externalWithdrewToken', recordId(6, 1), { amount: 61, purpose: 'withdrawnInBreach', surplus: 60 }),
      one('externalWithdrewOtherToken', recordId(7, 0), {
        verb: 'externalWithdrawOtherToken',
        token: alice,
        recipient: bob,
        otherTokenAmount: 9,
      }),
      one('externalWithdrewEther', recordId(7, 1), { verb: 'externalWithdrawEther', recipient: bob, etherAmount: 8 }),
      all(
        'tokenOutflows',
        { amount: 40, purpose: 'withdrawnByApproval' },
        { amount: 1000, purpose: 'withdrawnFromSurplus' },
        { amount: 61, purpose: 'withdrawnInBreach' },
      ),
      all(
        'breaches',
        { rule: 'withdrewAboveSurplus', blockNumber: 12_931_489 },
        { rule: 'paidDisallowedRecipient', blockNumber: 12_931_489 },
        { rule: 'paidDisallowedRecipient', blockNumber: 12_931_491 },
        { rule: 'paidDisallowedRecipient', blockNumber: 12_931_491 },
      ),
      one('starkProxyEpoch', rowId(0), {
        withdrawnByApproval: 40,
        withdrawnFromSurplus: 1000,
        withdrawnInBreach: 61,
        otherOutflow: 0,
      }),
      changesOf(11, ['starkProxy', PROXY, 'approvedAmountForExternalWithdrawal', 0, 100]),
      changesOf(15, ['starkProxy', PROXY, 'approvedAmountForExternalWithdrawal', 60, 0]),
    ],
  ),

  'stark-proxy-transfers': scenario(
    'USDC between two StarkProxies and to itself, and before the StarkProxy has logged anything',
    [opening, at(START + 1, tx(1, usdc(alice, PROXY, 10), usdc(PROXY, OTHER_PROXY, 4), usdc(PROXY, PROXY, 3)))],
    [
      starkProxy(PROXY, { tokenBalance: 6, cumulativeOtherOutflow: 4, lastOutflow: { id: transferId(1, 1) } }),
      starkProxy(OTHER_PROXY, { tokenBalance: 4, cumulativeOtherOutflow: 0, lastOutflow: null, borrower: null }),
      one('starkProxyTokenTransfer', transferId(1, 1), { verb: 'sendProxyToken', newTokenBalance: 6 }),
      one('starkProxyTokenTransfer', transferId(1, 1, OTHER_PROXY), { verb: 'receiveProxyToken', newTokenBalance: 4 }),
      one('starkProxyTokenTransfer', transferId(1, 2), { verb: 'receiveProxyToken', value: 3, newTokenBalance: 6 }),
      flow(0, 'receiveProxyToken', 3, 14),
      pool({ tokenBalance: 0, activityCount: 6 }),
    ],
  ),

  'stark-proxy-not-configured': scenario(
    'a borrower that no configuration names is followed since the pool named it: what was before is not known',
    [
      at(START - 1000, ...schedule(), allocate(borrower1, 0, 10_000)),
      at(START + 1, tx(1, usdc(alice, borrower1, 90), proxyLog(borrower1, 'ExternalWithdrewToken', bob, 5))),
      at(START + 2, tx(2, proxyLog(borrower1, 'DepositedToExchange', 17, 5, 3, 60))),
      at(START + 3, tx(3, proxyLog(borrower1, 'GuardianUpdateApprovedAmountForExternalWithdrawal', 50))),
      at(START + 4, tx(4, proxyLog(borrower1, 'ExternalWithdrewToken', bob, 20))),
      at(START + 5, tx(5, proxyLog(borrower1, 'ExternalWithdrewToken', bob, 31))),
      at(START + DAY, tx(6, proxyLog(borrower1, 'RequestedForcedTrade', 17, 3, false))),
    ],
    [
      starkProxy(borrower1, {
        isKnownFromCreation: false,
        tokenBalance: null,
        approvedAmountForExternalWithdrawal: 0,
        cumulativeDepositedToExchange: 60,
        cumulativeWithdrawnByApproval: 20,
        cumulativeWithdrawnFromSurplus: 0,
        implementation: null,
        breachCount: 0,
        firstBlock: 12_931_484,
        borrower: { id: borrower1 },
      }),
      one('externalWithdrewToken', recordId(1, 1), { purpose: null, surplus: null, newApprovedAmount: null }),
      one('externalWithdrewToken', recordId(4, 0), { purpose: 'withdrawnByApproval', newApprovedAmount: 30 }),
      one('externalWithdrewToken', recordId(5, 0), { purpose: null, surplus: null, newApprovedAmount: 0 }),
      activities(
        'BlackoutWindowChanged',
        'EpochParametersChanged',
        'ScheduledBorrowerAllocationChange',
        'ExternalWithdrewToken',
        'DepositedToExchange',
        'GuardianUpdateApprovedAmountForExternalWithdrawal',
        'ExternalWithdrewToken',
        'ExternalWithdrewToken',
        'RequestedForcedTrade',
      ),
    ],
  ),
};
