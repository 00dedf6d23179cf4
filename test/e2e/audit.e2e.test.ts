/** The report of epochs of `story`: its figures against the API and the contract. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatherReport } from '../../audit/report/gather.ts';
import { Report } from '../../audit/report/shape.ts';
import { render } from '../../audit/report/write/render.ts';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { type Asked, sortProbes } from '../conform/probe-query.ts';
import { startRecordedArchive } from '../support/recorded-archive.ts';
import { readRecording } from '../support/recording.ts';
import { ask } from './ask.ts';

const DEFAULT_EPOCH = 7;
const FULLY_RECORDED_EPOCH = 5;
const QUIET_EPOCH = 40;
const RUNNING_EPOCH = 79;

let stack: RunningStack;
let api: string;
let report: Report;
const contract = new Map<number, Asked>();

beforeAll(async () => {
  stack = await startStack({ recording: BUNDLED_RECORDING, port: 0 });
  api = `${stack.gatewayUrl}/graphql`;
  report = await gatherReport({ api, epoch: DEFAULT_EPOCH, indexNode: stack.indexNodeUrl });
  for await (const line of readRecording('story')) {
    // Of several probes of one second the last one has the state after all blocks before it.
    if (line.type === 'probes' && line.kind === 'virtual') contract.set(line.timestamp, sortProbes(line, report.pool));
  }
});
afterAll(() => stack?.stop());

/** What the contract answered at a second; that it did is part of the test. */
function recorded(second: number): Asked {
  const asked = contract.get(second);
  if (!asked) throw new Error(`the recording has no probes at second ${second}`);
  return asked;
}

describe('the epoch of the default', () => {
  it('has the documented shape and every check holds', () => {
    expect(Report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    expect(report.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(report.checks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['report-reconciliation', 'conservation']),
    );
    expect(report.reconciliation.addsUp && report.reconciliation.turn.addsUp).toBe(true);
  });

  it.each(['opening', 'closing'] as const)('has the totals that the contract answered at %s', (which) => {
    const moment = report[which];
    const { pool } = recorded(moment.second);
    expect(moment).toMatchObject({
      activeBalance: pool.getTotalActiveBalanceCurrentEpoch,
      activeBalanceNextEpoch: pool.getTotalActiveBalanceNextEpoch,
      inactiveBalance: pool.getTotalInactiveBalanceCurrentEpoch,
      inactiveBalanceNextEpoch: pool.getTotalInactiveBalanceNextEpoch,
      totalSupply: pool.totalSupply,
      borrowedBalance: pool.getTotalBorrowedBalance,
      borrowerDebtBalance: pool.getTotalBorrowerDebtBalance,
      debtAvailableToWithdraw: pool.getTotalDebtAvailableToWithdraw,
      availableToWithdraw: pool.getContractBalanceAvailableToWithdraw,
      availableToBorrow: pool.getContractBalanceAvailableToBorrow,
    });
  });

  it('has the borrowers as the contract answered', () => {
    const { borrowers } = recorded(report.closing.second);
    expect(borrowers.size).toBeGreaterThan(4);
    for (const [id, answers] of borrowers) {
      expect([id, report.borrowers.find((row) => row.id === id)?.closing]).toMatchObject([
        id,
        {
          allocatedBalance: answers.getAllocatedBalanceCurrentEpoch,
          borrowedBalance: answers.getBorrowedBalance,
          debtBalance: answers.getBorrowerDebtBalance,
          isOverdue: answers.isBorrowerOverdue,
          isBorrowingRestricted: answers.isBorrowingRestrictedForBorrower,
        },
      ]);
    }
  });

  it("has each staker's debt and rewards as the contract answered", () => {
    const [closing, opening, next] = [
      recorded(report.closing.second).stakers,
      recorded(report.opening.second).stakers,
      recorded(report.epoch.end).stakers,
    ];
    const owed = [...closing].filter(([, answers]) => answers.getStakerDebtBalance !== '0');
    expect(owed.length).toBeGreaterThan(15);
    expect(owed.map(([id, answers]) => [id, answers.getStakerDebtBalance]).sort()).toEqual(
      report.losses.stakers.map(({ id, debtClosing }) => [id, debtClosing]).sort(),
    );
    const claims = ({ claimRewards }: Record<string, unknown> = {}) => BigInt(String(claimRewards ?? 0));
    for (const { id, rewardsEarned, rewardsClaimed } of report.stakers)
      expect([id, BigInt(rewardsEarned) - BigInt(rewardsClaimed)]).toEqual([
        id,
        claims(next.get(id)) - claims(opening.get(id)),
      ]);
  });

  it('says what the API says in other ways', async () => {
    const { data } = await ask(
      api,
      `query($epoch: Int!) {
        epochs(from: $epoch, to: $epoch) { start end activityCount rewardsEmitted flows(first: 100) { verb count amount } }
        stakers(first: 1000) { id epochSeries(from: $epoch, to: $epoch) { lostToShortfall rewardsEarned } }
        shortfalls(where: { bookedIn: "7" }) { index shortfallAmount debtsMarked { amount borrower { id } } }
      }`,
      { epoch: DEFAULT_EPOCH },
    );
    const [epoch] = data.epochs;
    expect([report.epoch.start, report.epoch.end]).toEqual([Number(epoch.start), Number(epoch.end)]);
    expect([report.evidence.activities, report.rewards.emitted]).toEqual([epoch.activityCount, epoch.rewardsEmitted]);
    const flows = report.flows.map(({ verb, count, amount }) => ({ verb, count, amount }));
    expect(flows).toHaveLength(epoch.flows.length);
    expect(flows).toEqual(expect.arrayContaining(epoch.flows));
    const series = data.stakers.map((row: { id: string; epochSeries: [Record<string, string>] }) => ({
      id: row.id,
      ...row.epochSeries[0],
    }));
    const lost = series.filter((row: { lostToShortfall: string }) => row.lostToShortfall !== '0');
    expect(lost).toHaveLength(report.losses.stakers.length);
    for (const { id, lostToShortfall } of lost)
      expect(report.losses.stakers.find((row) => row.id === id)?.lost).toBe(lostToShortfall);
    for (const { id, rewardsEarned } of report.stakers)
      expect(series.find((row: { id: string }) => row.id === id).rewardsEarned).toBe(rewardsEarned);
    expect(report.shortfalls.map(({ index, shortfallAmount }) => ({ index, shortfallAmount }))).toEqual(
      data.shortfalls.map(({ index, shortfallAmount }: Report['shortfalls'][0]) => ({ index, shortfallAmount })),
    );
  });

  it('has the proof of indexing of the closing block, and no proof that was not asked for', async () => {
    expect(report.evidence.proof).toMatchObject({ asked: true, blockHash: report.closing.block.hash });
    const { evidence } = await gatherReport({ api, epoch: DEFAULT_EPOCH });
    expect(evidence.proof).toEqual({ asked: false });
    expect(evidence.schemaVersion).toMatch(/^\d/);
  });
});

it('compares with the contract where an archive node is given', async () => {
  const archive = await startRecordedArchive({
    recording: BUNDLED_RECORDING,
    chain: `${stack.rpcUrl}`,
    multicall: true,
  });
  try {
    // The last activity before the default epoch's end is of the distributor, in a block without all answers of the pool.
    const { checks } = await gatherReport({ api, rpc: archive.url, epoch: FULLY_RECORDED_EPOCH });
    const contract = checks.find(({ id }) => id === 'contract');
    expect(contract).toMatchObject({ holds: true, faults: [] });
    expect(contract?.compared).toBeGreaterThan(700);
  } finally {
    await archive.close();
  }
});

it('reports a quiet epoch', async () => {
  const quiet = await gatherReport({ api, epoch: QUIET_EPOCH });
  expect(quiet.checks.filter(({ holds }) => !holds)).toEqual([]);
  expect([quiet.flows, quiet.evidence.activities, quiet.epoch.isClosed]).toEqual([[], 0, true]);
  expect(quiet.closing.activeBalance).toBe(quiet.opening.activeBalance);
});

it('reports the running epoch as not closed', async () => {
  const running = await gatherReport({ api, epoch: RUNNING_EPOCH });
  expect([running.epoch.isClosed, running.epoch.head?.number]).toEqual([false, 551]);
  expect(await render(running, 'md')).toContain('This epoch is NOT CLOSED. It is indexed up to block 551');
});
