/** Epochs as a whole: their bounds against each other, against snapshots, against recorded answers of the contract. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sortProbes } from '../conform/probe-query.ts';
import { type Probes, readRecording, recordingFile } from '../support/recording.ts';
import { compareMoment, type Row, WHOLE } from './epoch-moments.ts';
import { type GatewayStack, startGatewayStack } from './gateway-stack.ts';

describe.each(['story', 'quirks'])('epochs of %s', (recording) => {
  let stack: GatewayStack;
  let epochs: Row[];
  let pool: string;
  const probes: Probes[] = [];
  /** Blocks with events of the pool, by their second. */
  let eventSeconds: { number: number; timestamp: number }[];

  async function data(query: string): Promise<Row> {
    const answer = await stack.askWithChain(query);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  }
  const code = async (query: string) => (await stack.askWithChain(query)).errors?.[0]?.extensions?.code;

  beforeAll(async () => {
    for await (const line of readRecording(recording)) {
      if (line.type === 'header') pool = line.contracts.liquidityStaking?.address.toLowerCase() ?? '';
      if (line.type === 'probes' && line.kind === 'virtual') probes.push(line);
    }
    stack = await startGatewayStack(recordingFile(recording));
    epochs = (
      await data(`{ epochs {
        id number start end blackoutStart epochInterval blackoutWindow rewardsPerSecond firstSequence lastSequence
        activityCount filled rewardsEmitted flows(first: 1000) { verb count } opening { ${WHOLE} } closing { ${WHOLE} }
      } }`)
    ).epochs;
    const { blocks } = await data('{ blocks(first: 1000, orderBy: number) { number timestamp } }');
    eventSeconds = blocks.map((block: Row) => ({ number: Number(block.number), timestamp: Number(block.timestamp) }));
  });
  afterAll(() => stack?.stop());

  it('are listed without a gap, one beginning where the one before ends', () => {
    expect(epochs.map(({ number }) => number)).toEqual(epochs.map((_, i) => i));
    for (const [i, epoch] of epochs.entries()) {
      if (i > 0) expect(epoch.start).toBe(epochs[i - 1].end);
      expect(epoch.opening.timestamp).toBe(epoch.start);
      expect(BigInt(epoch.closing.timestamp)).toBe(BigInt(epoch.end) - 1n);
      expect([epoch.opening.epoch, epoch.closing.epoch]).toEqual([i, i]);
      expect(BigInt(epoch.blackoutStart)).toBe(BigInt(epoch.end) - BigInt(epoch.blackoutWindow));
    }
    // Ten quiet ones in a row, and a schedule that changed.
    expect(epochs.filter(({ filled }) => filled).length).toBeGreaterThan(10);
    expect(new Set(epochs.map(({ epochInterval }) => epochInterval)).size).toBeGreaterThan(1);
  });

  it('count their activities, which together are all', async () => {
    const { pools, activities, epoches } = await data(
      '{ pools { activityCount } activities(first: 1000, orderBy: sequence, where: { epoch: null }) { sequence } epoches(first: 1000) { number filled } }',
    );
    let next = activities.length + 1;
    for (const epoch of epochs) {
      expect(epoch.firstSequence).toBe(next);
      expect(epoch.activityCount).toBe(epoch.flows.reduce((sum: number, { count }: Row) => sum + count, 0));
      expect(epoch.filled).toBe(epoch.activityCount === 0);
      next += epoch.activityCount;
      expect(epoch.lastSequence).toBe(next - 1);
    }
    expect(next).toBe(pools[0].activityCount + 1);
    const recorded = epoches.map(({ number }: Row) => number).sort((a: number, b: number) => a - b);
    expect(epochs.filter(({ filled }) => !filled).map(({ number }) => number)).toEqual(recorded);
    expect(epoches.every(({ filled }: Row) => filled === false)).toBe(true);
  });

  it('close as the next one opens: what was to come is what is', () => {
    for (const [i, { closing }] of epochs.slice(0, -1).entries()) {
      const { opening } = epochs[i + 1];
      expect(opening.pool.totalActiveBalanceCurrentEpoch).toBe(closing.pool.totalActiveBalanceNextEpoch);
      expect(opening.pool.totalInactiveBalanceCurrentEpoch).toBe(closing.pool.totalInactiveBalanceNextEpoch);
      for (const same of ['totalBorrowedBalance', 'totalBorrowerDebtBalance', 'totalDebtAvailableToWithdraw'])
        expect(opening.pool[same]).toBe(closing.pool[same]);
      expect(opening.stakers.length).toBe(closing.stakers.length);
      for (const [at, staker] of opening.stakers.entries()) {
        const before = closing.stakers[at];
        expect([
          staker.id,
          staker.activeBalanceCurrentEpoch,
          staker.inactiveBalanceCurrentEpoch,
          staker.debtBalance,
        ]).toEqual([before.id, before.activeBalanceNextEpoch, before.inactiveBalanceNextEpoch, before.debtBalance]);
        expect(BigInt(staker.claimableRewards)).toBeGreaterThanOrEqual(BigInt(before.claimableRewards));
      }
      for (const [at, borrower] of opening.borrowers.entries())
        expect(borrower.allocationFractionCurrentEpoch).toBe(closing.borrowers[at].allocationFractionNextEpoch);
    }
  });

  it('close as snapshots by their number show them', async () => {
    const chosen = epochs.filter(({ number }) => number < 16 || number === epochs.length - 1);
    for (const { number, closing } of chosen)
      expect((await data(`{ snapshot(at: { epoch: ${number} }) { ${WHOLE} } }`)).snapshot).toEqual(closing);
  });

  it('emitted together what the pool has emitted', async () => {
    const last = epochs.at(-1);
    const { pools } = await data(`{ pools { emittedRewards(at: "${last.end}") cumulativeEmittedRewards } }`);
    const sum = epochs.reduce((total, { rewardsEmitted }) => total + BigInt(rewardsEmitted), 0n);
    expect(String(sum)).toBe(pools[0].emittedRewards);
    expect(sum).toBeGreaterThanOrEqual(BigInt(pools[0].cumulativeEmittedRewards));
    expect(sum).toBeGreaterThan(0n);
  });

  it('open and close as the contract answered', () => {
    let compared = 0;
    for (const line of probes) {
      const later = eventSeconds.some(({ number, timestamp }) => number > line.block && timestamp <= line.timestamp);
      const second = String(line.timestamp);
      const moment = epochs
        .flatMap(({ opening, closing }) => [opening, closing])
        .find((each) => each.timestamp === second);
      // An opening is before what happened in that very second.
      if (later || moment === undefined) continue;
      expect(moment.block.number).toBe(eventSeconds.findLast(({ number }) => number <= line.block)?.number);
      compared += compareMoment(sortProbes(line, pool), moment);
    }
    expect(compared).toBeGreaterThanOrEqual(recording === 'story' ? 10_376 : 760);
  });

  it('close at a block as it stood then, whatever came later', async () => {
    let compared = 0;
    for (const line of probes) {
      const answer = await data(`{ epochs(block: { number: ${line.block} }) { number filled closing { ${WHOLE} } } }`);
      const running = answer.epochs.at(-1);
      if (running?.closing.timestamp !== String(line.timestamp)) continue;
      compared += compareMoment(sortProbes(line, pool), running.closing);
    }
    expect(compared).toBeGreaterThanOrEqual(recording === 'story' ? 8_874 : 760);
  });

  it('show nothing later than the block of their view', async () => {
    const middle = epochs.filter(({ filled }) => !filled).at(2);
    const sequence = middle.firstSequence + Math.floor(middle.activityCount / 2);
    const { activities } = await data(
      `{ activities(where: { sequence: ${sequence} }) { blockNumber } pools { activityCount } }`,
    );
    const block = Number(activities[0].blockNumber);
    const { epoch, epochs: then } = await data(
      `{ epoch(id: "${middle.number}", block: { number: ${block} }) { lastSequence activityCount opening { ${WHOLE} } closing { ${WHOLE} } }
        epochs(block: { number: ${block} }) { number filled lastSequence closing { block { number } } } }`,
    );
    expect(then.at(-1).number).toBe(middle.number);
    expect(then.at(-1).lastSequence).toBe(epoch.lastSequence);
    expect(epoch.lastSequence).toBeGreaterThanOrEqual(sequence);
    expect(epoch.lastSequence).toBeLessThan(middle.lastSequence);
    expect(epoch.opening).toEqual(middle.opening);
    expect(epoch.closing.block.number).toBe(block);
    expect(epoch.closing).not.toEqual(middle.closing);
    const { snapshot } = await data(`{ snapshot(at: { block: ${block} }) { pool { tokenBalance totalActiveNext } } }`);
    expect(epoch.closing.pool.totalActiveBalanceNextEpoch).toBe(snapshot.pool.totalActiveNext);
  });

  it('earn and lose what the account’s balances tell', async () => {
    const last = epochs.at(-1).number;
    const { stakers } = await data(`{ stakers(first: 1000) {
      id cumulativeClaimedRewards claimableRewards(at: "${epochs.at(-1).end}") debtBalance
      cumulativeWithdrawnDebt cumulativeReceivedDebt
      epochSeries { id number filled staked claimedRewards withdrawnDebt rewardsEarned lostToShortfall receivedDebt
        decreasedDebt deletedDebt
        opening { activeBalance inactiveBalance debtBalance tokenBalance claimableRewards }
        closing { activeBalanceNextEpoch inactiveBalanceNextEpoch debtBalance claimableRewards } }
    } }`);
    const sum = (rows: Row[], field: string) => rows.reduce((total, row) => total + BigInt(row[field]), 0n);
    for (const staker of stakers) {
      const series = staker.epochSeries;
      expect(series.map(({ number }: Row) => number)).toEqual(Array.from({ length: last + 1 }, (_, i) => i));
      expect(sum(series, 'claimedRewards')).toBe(BigInt(staker.cumulativeClaimedRewards));
      expect(sum(series, 'rewardsEarned')).toBe(
        BigInt(staker.claimableRewards) + BigInt(staker.cumulativeClaimedRewards),
      );
      const gone = sum(series, 'withdrawnDebt') + sum(series, 'decreasedDebt') + sum(series, 'deletedDebt');
      expect(sum(series, 'lostToShortfall')).toBe(BigInt(staker.debtBalance) + gone);
      for (const [i, row] of series.entries()) {
        if (i > 0) {
          const before = series[i - 1].closing;
          expect([row.opening.activeBalance, row.opening.inactiveBalance, row.opening.debtBalance]).toEqual([
            before.activeBalanceNextEpoch,
            before.inactiveBalanceNextEpoch,
            before.debtBalance,
          ]);
        }
        const held = epochs[i].opening.stakers.find(({ id }: Row) => id === staker.id);
        expect(row.opening.tokenBalance).toBe(held?.tokenBalance ?? '0');
        expect(row.opening.claimableRewards).toBe(held?.claimableRewards ?? '0');
        if (row.filled) expect([row.staked, row.claimedRewards, row.receivedDebt]).toEqual(['0', '0', '0']);
      }
    }
    const lost = stakers.reduce((total: bigint, staker: Row) => total + sum(staker.epochSeries, 'lostToShortfall'), 0n);
    const shortfallEpochs = epochs.filter(
      ({ opening }, i) => opening.pool.shortfallCount !== epochs[i + 1]?.opening.pool.shortfallCount && i < last,
    );
    const inOthers = stakers.flatMap((staker: Row) =>
      staker.epochSeries.filter(
        (row: Row) => row.lostToShortfall !== '0' && !shortfallEpochs.some(({ number }) => number === row.number),
      ),
    );
    expect(lost).toBeGreaterThan(0n);
    expect(inOthers).toEqual([]);
  });

  it('are the same from every side, filled rows too, under aliases and fragments', async () => {
    const { stakerEpoches, staker, borrowers } = await data(`query {
      stakerEpoches(first: 3, orderBy: id) { ...S epoch { ...E } }
      staker(id: "${epochs[1].opening.stakers[0].id}") { epochSeries(from: 1, to: ${epochs.length - 1}) { ...S epoch { ...E } } }
      borrowers(first: 3, where: { borrowedBalance_gt: 0 }) { id epochSeries(from: 2) { ...B } }
    }
    fragment E on Epoch { name: id __typename filled n: number pool { totalSupply a: id } open: opening { timestamp } flows { id } rewardsEmitted }
    fragment S on StakerEpoch { id filled staker { id held: tokenBalance } rewardsEarned }
    fragment B on BorrowerEpoch { borrowed filled number borrower { id } epoch { opening { borrowers(first: 1000) { id borrowedBalance } } }
      opening { ...A } closing { ...A } }
    fragment A on BorrowerBalances { borrowedBalance debtBalance allocationFraction allocatedBalance isOverdue isBorrowingRestricted borrowableAmount }`);
    expect(stakerEpoches.length).toBe(3);
    const series = staker.epochSeries;
    expect(series.length).toBe(epochs.length - 1);
    for (const row of series) {
      const epoch = epochs[row.epoch.n];
      expect(row.epoch).toMatchObject({
        name: epoch.id,
        __typename: 'Epoch',
        filled: epoch.filled,
        pool: { a: pool },
        open: { timestamp: epoch.start },
        rewardsEmitted: epoch.rewardsEmitted,
      });
      expect(Object.keys(row.epoch)).toEqual([
        'name',
        '__typename',
        'filled',
        'n',
        'pool',
        'open',
        'flows',
        'rewardsEmitted',
      ]);
      expect(row.staker).toEqual(series[0].staker);
    }
    expect(series.some((row: Row) => row.filled && !row.epoch.filled)).toBe(true);
    expect(series.some((row: Row) => row.epoch.filled)).toBe(true);
    for (const { id, epochSeries } of borrowers)
      for (const row of epochSeries) {
        expect(row.borrower.id).toBe(id);
        const known = row.epoch.opening.borrowers.find((each: Row) => each.id === id);
        expect(row.opening.borrowedBalance).toBe(known?.borrowedBalance ?? '0');
      }
  });

  it('can be asked for in part, and an unknown one is an error', async () => {
    const part = await data('{ epochs(from: 1, to: 2) { number } }');
    expect(part.epochs).toEqual([{ number: 1 }, { number: 2 }]);
    const first = eventSeconds[0]?.number;
    expect((await data(`{ epochs(block: { number: ${first} }) { number } }`)).epochs).toEqual([]);
    expect(await code(`{ epochs(to: ${epochs.length}) { number } }`)).toBe('BAD_USER_INPUT');
    expect(await code(`{ epochs(from: ${epochs.length}) { number } }`)).toBe('BAD_USER_INPUT');
    expect(await code('{ epochs(from: 2, to: 1) { number } }')).toBe('BAD_USER_INPUT');
    expect(await code('{ epochs(from: -1) { number } }')).toBe('BAD_USER_INPUT');
    expect(await code(`{ epochs(block: { number: ${first} }, to: 0) { number } }`)).toBe('BAD_USER_INPUT');
    expect(await code('{ stakers(first: 1) { epochSeries(to: 100000) { number } } }')).toBe('BAD_USER_INPUT');
    expect(await code('{ epochs(block: { number: 999999 }) { number } }')).toBe('BLOCK_NOT_INDEXED');
    expect(await code('{ epochs(frmo: 1) { number } }')).toBe('GRAPHQL_VALIDATION_FAILED');
    const huge = '{ snapshot(at: { timestamp: "99999999999999" }) { stakers { epochSeries { number } } } }';
    expect(await code(huge)).toBe('BAD_USER_INPUT');
  });
});
