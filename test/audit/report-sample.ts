/** A small report whose free texts try to break out of every form. */
import type { Report } from '../../audit/report/shape.ts';
import { REPORT_FORMAT } from '../../audit/report/shape.ts';
import { UNITS } from '../../audit/report/shape-values.ts';

export const HOSTILE = '<script>alert("x")</script> | **bold** `code` [a](http://b) & \'q\'\n# not a heading';

const address = (digit: string) => `0x${digit.repeat(40)}`;
const hash = (digit: string) => `0x${digit.repeat(64)}`;
const ALICE = address('a');
const BOB = address('b');
const NOTHING = { active: '0', inactive: '0', borrowed: '0', debt: '0', repaidDebt: '0', held: '0' };

function moment(second: number, active: string): Report['opening'] {
  return {
    second,
    block: { number: second, hash: hash('1'), timestamp: second - 1 },
    activeBalance: active,
    activeBalanceNextEpoch: active,
    inactiveBalance: '1000001',
    inactiveBalanceNextEpoch: '1000001',
    totalSupply: '0',
    borrowedBalance: '7',
    borrowerDebtBalance: '0',
    debtAvailableToWithdraw: '0',
    tokenBalance: active,
    availableToWithdraw: '-5',
    availableToBorrow: '0',
    stakerDebtBalance: '0',
    emittedRewards: '1000000000000000001',
    activityCount: 1,
    shortfallCount: 0,
    discrepancyCount: 0,
    solvency: {
      state: 'SOLVENT',
      shortfallAmount: '0',
      borrowedExceedsActive: '-1234567890123',
      inactiveExceedsUnborrowed: '0',
      withdrawableExceedsBalance: '1',
    },
  };
}

const borrower = (isOverdue: boolean): Report['borrowers'][number]['closing'] => ({
  allocationFraction: '2500',
  allocationFractionNextEpoch: '0',
  allocatedBalance: '25000000',
  borrowedBalance: isOverdue ? '25000001' : '1',
  debtBalance: '0',
  borrowableAmount: '0',
  requiredRepayment: '0',
  isOverdue,
  isBorrowingRestricted: isOverdue,
});

const NO_FLOWS = {
  ...{ borrowed: '0', withdrawnFromExchange: '0', reclaimedFromExchange: '0', otherInflow: '0', received: '0' },
  ...{ depositedToExchange: '0', repaidBorrow: '0', repaidDebt: '0', withdrawnFromSurplus: '0' },
  ...{ withdrawnByApproval: '0', withdrawnInBreach: '0', otherOutflow: '0', sent: '0' },
};

const proxyAt = (held: string, owed: string): Report['starkProxies'][number]['closing'] => ({
  ...{ tokenBalance: held, borrowedBalance: owed, debtBalance: '0', surplus: held, approvedAmount: null },
  isBorrowingRestricted: false,
});

const tables: Omit<Report, 'checks' | 'evidence'> = {
  format: REPORT_FORMAT,
  units: { ...UNITS },
  pool: address('f'),
  epoch: { number: 3, start: 1_000_000, blackoutStart: 1_500_000, end: 2_000_000, isClosed: true, head: null },
  opening: moment(1_000_000, '100000000'),
  closing: moment(1_999_999, '130000000'),
  parameters: [{ name: 'blackoutWindow', unit: 'seconds', opening: '500000', closing: '500000' }],
  parameterChanges: [
    {
      ...{ sequence: 2, timestamp: 1_000_500, transactionHash: hash('2'), name: 'allocation', unit: 'of 10,000' },
      ...{ subject: BOB, before: '2500', after: '0', remark: HOSTILE },
    },
  ],
  flows: [{ verb: 'stake', count: 1, amount: '30000000', unit: 'USDC', counted: 1, summed: '30000000' }],
  reconciliation: {
    opening: { ...NOTHING, active: '100000000', held: '100000000' },
    effects: [{ what: 'stake', ...NOTHING, active: '30000000', held: '30000000' }],
    computed: { ...NOTHING, active: '130000000', held: '130000000' },
    closing: { ...NOTHING, active: '130000000', held: '130000000' },
    difference: NOTHING,
    addsUp: true,
    turn: {
      ...{ requested: '0', active: '130000000', inactive: '0' },
      ...{ activeNextEpoch: '130000000', inactiveNextEpoch: '0', addsUp: true },
    },
  },
  borrowers: [{ id: BOB, opening: null, closing: borrower(true) }],
  starkProxies: [
    {
      id: BOB,
      isKnownFromCreation: true,
      opening: null,
      closing: proxyAt('5', '0'),
      flows: { ...NO_FLOWS, borrowed: '8', received: '8', withdrawnFromSurplus: '2', otherOutflow: '1', sent: '3' },
      breaches: [{ sequence: 4, timestamp: 1_200_000, transactionHash: hash('5'), rule: HOSTILE }],
      forcedTrades: [
        {
          ...{ argsHash: hash('6'), vaultId: '1', status: 'queued', queuedAt: 1_200_000, decidedAt: null },
          ...{ earliestSubmission: 1_804_800, latestSubmission: 2_409_600 },
        },
      ],
      guardianActions: [
        {
          ...{ sequence: 5, timestamp: 1_200_001, transactionHash: hash('7'), verb: 'repayBorrowByProxy' },
          ...{ signer: ALICE, amount: '7', remark: HOSTILE },
        },
      ],
      roleChanges: [
        {
          ...{ sequence: 6, timestamp: 1_200_002, transactionHash: hash('8') },
          ...{ verb: 'grantRole', role: HOSTILE, account: ALICE },
        },
      ],
    },
  ],
  distributor: {
    id: address('d'),
    activeRoot: { opening: null, closing: { merkleRoot: hash('9'), epoch: 0 } },
    proposedRoot: { opening: null, closing: null },
    rootUpdatesPaused: false,
    roots: [
      {
        ...{ sequence: 7, timestamp: 1_200_003, transactionHash: hash('9'), verb: 'updateRoot' },
        ...{ merkleRoot: hash('9'), rootEpoch: 0 },
      },
    ],
    claims: { count: 2, amount: '1000000000000000003', newAccounts: 1 },
    claimedRewards: '1000000000000000003',
  },
  shortfalls: [],
  losses: {
    stakers: [
      {
        ...{ id: ALICE, lost: '3', debtOpening: '0', withdrawn: '1', writtenOff: '0', deleted: '0' },
        ...{ debtClosing: '2', notYetBooked: '2' },
      },
    ],
    ...{ lost: '3', shortfalls: '2', difference: '1', unowned: '0' },
  },
  debt: { repaid: [], withdrawn: [], writtenOff: [], receipts: [] },
  rewards: { emitted: '5', accrued: '4', accruedByZeroAddress: '0', claimed: '0', lostToRounding: '1' },
  stakers: [],
  largestMoves: [
    {
      ...{ sequence: 1, verb: 'stake', amount: '30000000', account: ALICE, other: null },
      ...{ blockNumber: 9, timestamp: 1_100_000, transactionHash: hash('3') },
    },
  ],
  plainTransfers: [],
  uncertainStakers: [],
  series: {
    balances: [
      { second: 1_000_000, active: '100000000', inactive: '0', borrowed: '7' },
      { second: 1_100_000, active: '130000000', inactive: '0', borrowed: '7' },
    ],
    days: [{ start: 1_086_400, verb: 'stake', amount: '30000000' }],
  },
};

export const SAMPLE: Report = {
  ...tables,
  checks: [
    {
      ...{ id: 'order', meaning: HOSTILE, holds: false, compared: 3, faultCount: 1, remarkCount: 0, remarks: [] },
      ...{ figures: { [HOSTILE]: HOSTILE }, faults: [HOSTILE] },
    },
  ],
  evidence: {
    proof: { asked: false },
    packageVersion: '1.2.3',
    schemaVersion: null,
    deployment: HOSTILE,
    callsIndexed: false,
    firstSequence: 1,
    activities: 1,
    queries: [
      { name: 'head', query: 'query head {\n  _meta { deployment }\n}\n```\nout', variables: [{ id: HOSTILE }] },
    ],
  },
};
