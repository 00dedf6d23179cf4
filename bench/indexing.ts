/**
 * Indexing speed: our mappings against a subgraph with one empty immutable entity for each event, on the same chain and
 * with the same settings, in turn; where Graph Node's time goes; and what an event costs as the store grows.
 */
import { Option } from 'commander';
import { recordedDeployment } from '../stack/recorded-deployment.ts';
import { loadRecording, type Recording } from '../stack/recording.ts';
import { stakingChain } from './indexing/chain.ts';
import { type Indexed, indexOnce } from './indexing/run.ts';
import { buildSide, type Side } from './indexing/sides.ts';
import { withSource } from './indexing/source.ts';
import { windowsOf } from './indexing/windows.ts';
import type { AlonePart, Bench, Row } from './part.ts';
import { spread } from './spread.ts';

const NAME = 'indexing';
const CASES = { recording: 'recording', time: 'where the time goes', growth: 'cost of an event as the store grows' };
/** What an event of ours may cost, in events of the empty subgraph. */
const LIMIT = 1.6;
const WINDOWS = [1_000, 10_000, 25_000, 50_000, 75_000, 100_000];
/** Sections below this part of a run are not worth a line. */
const WORTH = 0.01;

type Runs = Record<Side, Indexed[]>;

/** Each side `rounds` times, in turn, so that a machine that slows down slows both. */
async function inTurn(recording: Recording, rounds: number, sides: readonly Side[]): Promise<Runs> {
  // Without calls, as on a chain whose node has no traces: both sides would pay for them alike.
  const deployment = recordedDeployment(recording, false);
  const manifests = new Map<Side, string>();
  for (const side of sides) manifests.set(side, await buildSide(side, deployment));
  return withSource(recording, async (source) => {
    const runs: Runs = { empty: [], ours: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [side, manifest] of manifests) runs[side].push(await indexOnce(manifest, source));
    }
    return runs;
  });
}

const perEvent = (runs: readonly Indexed[], figure: (run: Indexed) => number) =>
  spread(runs.map((run) => figure(run) / run.events));

function compared({ empty, ours }: Runs): Row {
  const ratio = spread(ours.map(({ seconds }, i) => seconds / (empty[i]?.seconds ?? Number.NaN)));
  const rate = (runs: readonly Indexed[]) => spread(runs.map(({ events, seconds }) => events / seconds));
  return {
    part: NAME,
    case: CASES.recording,
    figures: {
      events: ours[0]?.events ?? Number.NaN,
      'empty events/s': rate(empty),
      'our events/s': rate(ours),
      'time ratio': ratio,
      'empty bytes/event': perEvent(empty, ({ bytes }) => bytes),
      'our bytes/event': perEvent(ours, ({ bytes }) => bytes),
    },
    bar: `time ratio ≤ ${LIMIT}`,
    holds: ratio.median <= LIMIT,
  };
}

/** Milliseconds of 1,000 events by section of Graph Node's work; the writer works beside the handlers. */
function sections({ empty, ours }: Runs): Row[] {
  const names = [...new Set(ours.flatMap((run) => [...run.sections.keys()]))];
  const cost = (runs: readonly Indexed[], name: string) =>
    spread(runs.map((run) => ((run.sections.get(name) ?? 0) * 1e6) / run.events));
  const whole = perEvent(ours, ({ seconds }) => seconds * 1e6).median;
  return names
    .map((name) => ({ name, empty: cost(empty, name), ours: cost(ours, name) }))
    .filter(({ ours: { median } }) => median > whole * WORTH)
    .sort((a, b) => b.ours.median - a.ours.median)
    .map(({ name, empty, ours }) => ({
      ...{ part: NAME, case: `${CASES.time}: ${name}` },
      figures: { 'empty ms/1,000 events': empty, 'our ms/1,000 events': ours },
      ...{ bar: null, holds: null },
    }));
}

/** A made-up chain, since the recording ends before: 1,000 accounts that stake and claim in turn. */
async function growth(events: number): Promise<Row[]> {
  const { ours } = await inTurn(stakingChain(events), 1, ['ours']);
  const windows = ours.flatMap((run) => windowsOf(run, WINDOWS));
  return windows.map(({ from, to, cost }) => ({
    ...{ part: NAME, case: `${CASES.growth}: ${from.toLocaleString('en')} to ${to.toLocaleString('en')}` },
    figures: { 'ms/event': cost, 'of the first window': cost / (windows[0]?.cost ?? Number.NaN) },
    ...{ bar: null, holds: null },
  }));
}

async function run({ options, cases }: Bench): Promise<Row[]> {
  const rows: Row[] = [];
  if (cases.includes(CASES.recording) || cases.includes(CASES.time)) {
    const rounds = Number(options.indexingRounds);
    const runs = await inTurn(await loadRecording(options.recording), rounds, ['empty', 'ours']);
    if (cases.includes(CASES.recording)) rows.push(compared(runs));
    if (cases.includes(CASES.time)) rows.push(...sections(runs));
  }
  if (cases.includes(CASES.growth)) rows.push(...(await growth(Number(options.indexingEvents))));
  return rows;
}

export const indexingPart: AlonePart = {
  name: NAME,
  cases: Object.values(CASES),
  needs: 'nothing',
  options: [
    new Option('--indexing-rounds <n>', 'times to index the recording on each side').default('3'),
    new Option('--indexing-events <n>', 'length of the made-up chain, events').default('100000'),
  ],
  run,
};
