/** Replay → Graph Node → gateway → every view that the recordings' contracts were asked, equal to the last digit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { checkClaims } from '../conform/claims.ts';
import { compareRecording } from '../conform/compare.ts';
import { PROXY_VIEWS } from '../conform/proxy-views.ts';
import { STARK_PROXY_VIEWS } from '../conform/stark-proxies.ts';
import type { Tally } from '../conform/tally.ts';
import {
  BORROWER_FIELDS,
  DISTRIBUTOR_FIELDS,
  POOL_FIELDS,
  REWARDS_ACCOUNT_FIELDS,
  STAKER_FIELDS,
} from '../conform/views.ts';
import { recordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';

/** How many values and claims each recording holds: a comparison that finds fewer has not looked. */
const recordings = [
  { name: 'quickstart', values: 4_603, claims: 1 },
  { name: 'quirks', values: 18_714, claims: 0 },
  { name: 'story', values: 228_339, claims: 21 },
];

/** Recorded by no contract: one is declared and never emitted, one needs an error of ours, one needs a failsafe call. */
const NOT_IN_STORY = ['Discrepancy', 'InactiveBalanceDeleted', 'OperatorStakedFor'];

describe.each(recordings)('$name', ({ name, values, claims }) => {
  let stack: RunningStack;
  let tally: Tally;
  let api: string;

  beforeAll(async () => {
    stack = await startStack({ recording: recordingFile(name), port: 0 });
    api = `${stack.gatewayUrl}/graphql`;
    tally = await compareRecording({ recording: recordingFile(name), api });
  });
  afterAll(() => stack?.stop());

  it('answers as the contracts did', () => {
    expect(tally.differences.slice(0, 10)).toEqual([]);
    expect(tally.compared).toBeGreaterThanOrEqual(values);
  });

  it('showed each claim of rewards claimable for what was paid, with a proof that the contract takes', async () => {
    expect(await checkClaims(api)).toEqual({ count: claims, faults: [] });
  });

  it('computes what the contracts log, with nothing to adopt', async () => {
    const { data } = await ask(api, '{ pools { discrepancyCount activityCount } discrepancies { id } }');
    expect(data.discrepancies).toEqual([]);
    expect(data.pools[0].discrepancyCount).toBe(0);
  });

  it('finds no StarkProxy that breaks its rules, and an explanation for all USDC that left one', async () => {
    const query = '{ starkProxies { breachCount cumulativeOtherOutflow } breaches { id } tokenOutflows { purpose } }';
    const { data } = await ask(api, query);
    expect(data.starkProxies.length).toBeGreaterThan(0);
    expect(data.breaches).toEqual([]);
    for (const proxy of data.starkProxies) expect(proxy).toEqual({ breachCount: 0, cumulativeOtherOutflow: '0' });
    expect(data.tokenOutflows.filter(({ purpose }: { purpose: string }) => purpose === 'other')).toEqual([]);
  });

  it('numbers all activities in chain order, without a gap', async () => {
    const rows: { sequence: number; blockNumber: string; logIndex: number }[] = [];
    for (let after = 0; ; after = rows.length) {
      const query = `{ activities(first: 1000, orderBy: sequence, where: { sequence_gt: ${after} }) {
        sequence blockNumber logIndex } }`;
      const page = (await ask(api, query)).data.activities;
      rows.push(...page);
      if (page.length < 1000) break;
    }
    const { data } = await ask(api, '{ pools { activityCount } }');
    expect(rows.length).toBe(data.pools[0].activityCount);
    expect(rows.map((row) => row.sequence)).toEqual(rows.map((_, i) => i + 1));
    const logs = rows.filter((row) => row.logIndex >= 0);
    const places = logs.map((row) => Number(row.blockNumber) * 1e6 + row.logIndex);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  if (name !== 'story') return;
  it('covers every view and every kind of activity', async () => {
    const views = [
      ...Object.keys(POOL_FIELDS).map((view) => `pool.${view}`),
      ...Object.keys(STAKER_FIELDS).map((view) => `staker.${view}`),
      ...Object.keys(BORROWER_FIELDS).map((view) => `borrower.${view}`),
      ...STARK_PROXY_VIEWS,
      ...Object.keys({ ...DISTRIBUTOR_FIELDS, ...REWARDS_ACCOUNT_FIELDS }).map((view) => `distributor.${view}`),
      ...[
        'getActiveRoot',
        'getProposedRoot',
        'getEpochParameters',
        'getRewardsParameters',
        'hasRole',
        'getRoleAdmin',
      ].map((view) => `distributor.${view}`),
      ...PROXY_VIEWS,
      'pool.hasRole',
      'pool.getRoleAdmin',
      'pool.getStartOfEpoch',
      'pool.getShortfall',
      'hasRole',
      'getRoleAdmin',
      'allowance',
    ];
    expect(views.filter((view) => !tally.perView.has(view))).toEqual([]);
    const { data } = await ask(
      api,
      '{ __type(name: "Activity") { possibleTypes { name } } activities(first: 1000) { __typename } more: activities(first: 1000, skip: 1000) { __typename } }',
    );
    const seen = new Set([...data.activities, ...data.more].map((row: { __typename: string }) => row.__typename));
    const kinds: string[] = data.__type.possibleTypes.map((type: { name: string }) => type.name);
    expect(kinds.length).toBeGreaterThan(30);
    expect(kinds.filter((kind) => !seen.has(kind)).sort()).toEqual(NOT_IN_STORY);
  });
});
