// What every mapping test starts from: an empty store, the manifest's context, the schedule; and short assertions.
import { BigInt, Bytes, DataSourceContext } from '@graphprotocol/graph-ts';
import { assert, clearStore, dataSourceMock } from 'matchstick-as/assembly/index';
import { handleBlackoutWindowChanged, handleEpochParametersChanged } from '../../mappings/handlers/admin';
import { blackoutWindowChanged, epochParametersChanged } from './events/admin';
import { restartLogIndex } from './events/log';

export const POOL = '0x5aa653a076c1dbb47cec8c1b4d152444cad91941';
export const DISTRIBUTOR = '0x01d3348601968ab85b4bb028979006eac235a588';
export const ZERO = '0x0000000000000000000000000000000000000000';
export const ALICE = '0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
export const BOB = '0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb';
export const CAROL = '0xcccccccccccccccccccccccccccccccccccccccc';
export const OPERATOR = '0xdddddddddddddddddddddddddddddddddddddddd';
export const ADMIN = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee';
export const BORROWER = '0x1111111111111111111111111111111111111111';
export const OTHER_BORROWER = '0x2222222222222222222222222222222222222222';

/** Code and admin of the proxy that the manifest names. */
export const CONFIGURED_CODE = '0xbe607a58206180fef691bf1b5ae9670174284388';
export const CONFIGURED_ADMIN = '0xac5d8bcd13da463bea96c75f9085c4e40037f790';

/** Start of epoch zero and of the distribution. */
export const START: i32 = 1628002800;
export const DAY: i32 = 86400;
/** Starts of the next epochs, 28 days each. */
export const EPOCH_1: i32 = 1630422000;
export const EPOCH_2: i32 = 1632841200;

function context(): DataSourceContext {
  const values = new DataSourceContext();
  values.setBytes('pool', Bytes.fromHexString(POOL));
  values.setBytes('stakedToken', Bytes.fromHexString('0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48'));
  values.setBytes('rewardsToken', Bytes.fromHexString('0x92d6c1e31e14520e676a687f0a93788b716beff5'));
  values.setBytes('rewardsTreasury', Bytes.fromHexString('0x639192d54431f8c816368d3fb4107bc168d0e871'));
  values.setBigInt('distributionStart', BigInt.fromI32(START));
  values.setBigInt('distributionEnd', BigInt.fromI32(1785682798));
  values.setBytes('implementation', Bytes.fromHexString(CONFIGURED_CODE));
  values.setBytes('proxyAdmin', Bytes.fromHexString(CONFIGURED_ADMIN));
  values.setBoolean('callsIndexed', true);
  values.setBytes('starkProxies', Bytes.fromHexString('0x0b2b08ac98a1568a34208121c26f4f41a9e0fbb6'));
  values.setBytes('distributorRewardsToken', Bytes.fromHexString('0x92d6c1e31e14520e676a687f0a93788b716beff5'));
  values.setBytes('distributorRewardsTreasury', Bytes.fromHexString('0x639192d54431f8c816368d3fb4107bc168d0e871'));
  values.setBytes('distributorImplementation', Bytes.fromHexString(CONFIGURED_CODE));
  return values;
}

/** Nothing stored: the pool is made by the first log. */
export function emptyStore(): void {
  clearStore();
  restartLogIndex();
  dataSourceMock.setReturnValues(POOL, 'mainnet', context());
}

/** The same as the distributor's data source sees it. */
export function emptyStoreOfDistributor(): void {
  emptyStore();
  dataSourceMock.setReturnValues(DISTRIBUTOR, 'mainnet', context());
}

/** Blackout window and schedule are logged before epoch zero: sequence numbers 1 and 2. */
export function openPool(): void {
  emptyStore();
  handleBlackoutWindowChanged(blackoutWindowChanged('1209600', START - 1000));
  handleEpochParametersChanged(epochParametersChanged('2419200', START.toString(), START - 1000));
}

export function assertPool(field: string, value: string): void {
  assert.fieldEquals('Pool', POOL, field, value);
}

export function assertStaker(address: string, field: string, value: string): void {
  assert.fieldEquals('Staker', address, field, value);
}

export function assertBorrower(address: string, field: string, value: string): void {
  assert.fieldEquals('Borrower', address, field, value);
}

/** How often a verb occurred in an epoch, and how much it moved; the id is the epoch's number, a hyphen and the verb. */
export function assertFlow(id: string, count: string, amount: string): void {
  assert.fieldEquals('EpochFlow', id, 'count', count);
  assert.fieldEquals('EpochFlow', id, 'amount', amount);
}
