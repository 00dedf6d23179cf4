/** One row for every type of activity: what all have, then what some have. */
import * as column from '../column.ts';

const COMMON = {
  sequence: column.COUNT,
  type: column.from('__typename', column.NAME),
  verb: column.NAME,
  epoch: column.from('epoch.number', column.EPOCH),
  blockNumber: column.BLOCK,
  blockHash: column.from('block.id', column.HASH),
  timestamp: column.SECOND,
  transactionHash: column.HASH,
  transactionIndex: column.POSITION,
  transactionFrom: column.ADDRESS,
  logIndex: column.POSITION,
  id: column.HASH,
  actors: column.ADDRESSES,
};

const ACCOUNTS = {
  staker: column.from('staker.id', column.ADDRESS),
  user: column.from('user.id', column.ADDRESS),
  borrower: column.from('borrower.id', column.ADDRESS),
  spender: column.ADDRESS,
  recipient: column.ADDRESS,
  from: column.ADDRESS,
  to: column.ADDRESS,
  owner: column.ADDRESS,
  sender: column.ADDRESS,
  operator: column.ADDRESS,
  account: column.ADDRESS,
  subject: column.ADDRESS,
  implementation: column.ADDRESS,
  previousImplementation: column.ADDRESS,
  newAdmin: column.ADDRESS,
  previousAdmin: column.ADDRESS,
};

const AMOUNTS = {
  amount: column.USDC,
  value: column.from('value', column.USDC, 'Transfer', 'StakedTokenTransfer'),
  allowance: column.from('value', column.ALLOWANCE, 'Approval'),
  claimedRewards: column.DYDX,
  unclaimedRewards: column.DYDX,
  newBorrowedBalance: column.USDC,
  newDebtBalance: column.USDC,
  newInactiveBalance: column.USDC,
  newTokenBalance: column.USDC,
  inactiveBalance: column.USDC,
  debtBalance: column.USDC,
  shortfall: column.from('shortfall.index', column.POSITION),
  shortfallAmount: column.USDC,
  shortfallIndex: column.SHORTFALL_INDEX,
  index: column.REWARD_INDEX,
  settledTo: column.SECOND,
};

const SETTINGS = {
  emissionPerSecond: column.DYDX_PER_SECOND,
  previousEmissionPerSecond: column.DYDX_PER_SECOND,
  interval: column.SECONDS,
  previousInterval: column.SECONDS,
  offset: column.SECOND,
  previousOffset: column.SECOND,
  blackoutWindow: column.SECONDS,
  previousBlackoutWindow: column.SECONDS,
  oldAllocation: column.FRACTION,
  newAllocation: column.FRACTION,
  epochNumber: column.EPOCH,
  isBorrowingRestricted: column.FLAG,
  role: column.from('role.role', column.HASH),
  roleName: column.from('role.name', column.NAME),
  previousAdminRole: column.HASH,
  newAdminRole: column.HASH,
  quantity: column.NAME,
  computed: column.OF_THE_FIELD,
  logged: column.OF_THE_FIELD,
};

export const ACTIVITY_COLUMNS = column.columns({ ...COMMON, ...ACCOUNTS, ...AMOUNTS, ...SETTINGS });
