// Who and when: accounts, times and openings that the scenarios share.
import { type Log, log } from './mapping-scenario.ts';

const account = (digit: string): string => `0x${digit.repeat(40)}`;

export const ZERO = account('0');
export const alice = account('a');
export const bob = account('b');
export const carol = account('c');
export const operator = account('d');
export const admin = account('e');
export const borrower1 = account('1');
export const borrower2 = account('2');
export const borrower3 = account('3');

export const DAY = 86_400;
/** 28 days. */
export const INTERVAL = 2_419_200;
/** 14 days. */
export const BLACKOUT = 1_209_600;
/** `DISTRIBUTION_START` of the manifest; most scenarios start epoch zero at that second too. */
export const START = 1_628_002_800;
/** `DISTRIBUTION_END` of the manifest. */
export const END = 1_785_682_798;
/** Starts of epochs by INTERVAL from START. */
export const EPOCH_1 = 1_630_422_000;
export const EPOCH_2 = 1_632_841_200;
export const EPOCH_3 = 1_635_260_400;

/** The schedule, as `initialize` logs it. */
export const schedule = (offset = START): Log[] => [
  log('BlackoutWindowChanged', BLACKOUT),
  log('EpochParametersChanged', INTERVAL, offset),
];

/** An allocation before epoch zero, effective at once: logged with epoch number 0. */
export const allocate = (borrower: string, from: number, to: number): Log =>
  log('ScheduledBorrowerAllocationChange', borrower, from, to, 0);

/** `stake`, the logs that move something: rewards are settled before by whoever writes the scenario. */
export const stake = (staker: string, amount: number): Log[] => [
  log('Staked', staker, staker, amount),
  log('Transfer', ZERO, staker, amount),
];
