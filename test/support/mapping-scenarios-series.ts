// Amounts and balances by hour and day, as the Graph Node adds them up: a bucket is there once a later block has come.
import { alice, bob, DAY, START, schedule, stake } from './mapping-cast.ts';
import { type Assertion, at, type Expected, log, POOL, scenario, usdc } from './mapping-scenario.ts';

const HOUR = 3600;
/** 2021-08-03 and 2021-08-04, 00:00 UTC; START is 15:00 of the first. */
const DAY_1 = 1_627_948_800;
const DAY_2 = 1_628_035_200;

/** Starts of hours and days come in microseconds. */
const bucket = (timestamp: number): string => `${timestamp}000000`;

type Row = { [field: string]: Expected };

const rows = (query: string, interval: string, fields: string, ...expected: Row[]): Assertion => ({
  query: `{ ${query}(interval: ${interval}) { ${fields} } }`,
  expected: { [query]: expected },
});

const FLOW = 'timestamp verb amount count pool { id }';
const flowOf = (timestamp: number, verb: string, amount: number, count: number): Row => ({
  timestamp: bucket(timestamp),
  verb,
  amount,
  count,
  pool: { id: POOL },
});

const BALANCES =
  'timestamp count totalActiveEpoch totalActiveCurrent totalActiveNext totalInactiveEpoch totalInactiveNext tokenBalance';

export const series = {
  series: scenario(
    'hours and days: sums by verb, and the balances as last changed; approvals move nothing and are in neither',
    [
      at(START - 1000, ...schedule()),
      at(START, usdc(alice, POOL, 100), ...stake(alice, 100)),
      at(START + 600, usdc(bob, POOL, 7), ...stake(bob, 7), log('Approval', alice, bob, 1)),
      at(START + HOUR, usdc(bob, POOL, 20), ...stake(bob, 20), log('WithdrawalRequested', alice, 40)),
      at(START + DAY, usdc(bob, POOL, 1), ...stake(bob, 1)),
      at(START + 3 * DAY, log('Approval', alice, bob, 2)),
    ],
    [
      rows(
        'flowStats_collection',
        'hour',
        FLOW,
        flowOf(START, 'receiveStakedToken', 107, 2),
        flowOf(START, 'stake', 107, 2),
        flowOf(START + HOUR, 'receiveStakedToken', 20, 1),
        flowOf(START + HOUR, 'stake', 20, 1),
        flowOf(START + HOUR, 'requestWithdrawal', 40, 1),
        flowOf(START + DAY, 'receiveStakedToken', 1, 1),
        flowOf(START + DAY, 'stake', 1, 1),
      ),
      rows(
        'flowStats_collection',
        'day',
        FLOW,
        flowOf(DAY_1, 'receiveStakedToken', 127, 3),
        flowOf(DAY_1, 'stake', 127, 3),
        flowOf(DAY_1, 'requestWithdrawal', 40, 1),
        flowOf(DAY_2, 'receiveStakedToken', 1, 1),
        flowOf(DAY_2, 'stake', 1, 1),
      ),
      rows(
        'poolStats_collection',
        'hour',
        BALANCES,
        balances(START, 4, 107, 107, 0),
        balances(START + HOUR, 3, 127, 87, 40),
        balances(START + DAY, 2, 128, 88, 40),
      ),
      rows('poolStats_collection', 'day', BALANCES, balances(DAY_1, 7, 127, 87, 40), balances(DAY_2, 2, 128, 88, 40)),
    ],
  ),
};

function balances(timestamp: number, count: number, current: number, next: number, inactiveNext: number): Row {
  return {
    timestamp: bucket(timestamp),
    count,
    totalActiveEpoch: 0,
    totalActiveCurrent: current,
    totalActiveNext: next,
    totalInactiveEpoch: 0,
    totalInactiveNext: inactiveNext,
    // All that was staked is still there.
    tokenBalance: current,
  };
}
