/** `npm start` on the bundled recording, from the command to the first answer at the recording's last block. */
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { BUNDLED_RECORDING } from '../stack/options.ts';
import { loadRecording } from '../stack/recording.ts';
import { PROJECT_ROOT } from '../stack/subgraph-build.ts';
import type { AlonePart, Bench, Row } from './part.ts';
import { type Spread, spread } from './spread.ts';
import { type Start, startOnce } from './start-once.ts';

const COLD = 'nothing built';
const WARM = 'built before';
const LIMIT_SECONDS = 15;

/** Not what a fresh clone has; packages are installed by then, in a place of their own. */
const LEFT_OUT = new Set(['.git', 'node_modules', 'build', 'generated', '.stack', '.bin']);

/** A directory as it is after `npm install`: nothing compiled yet, and nothing of this project transpiled. */
async function freshClone(): Promise<{ root: string; temp: string }> {
  const temp = await mkdtemp(join(tmpdir(), 'dydx-start-'));
  const root = join(temp, 'clone');
  const filter = (path: string) => path === PROJECT_ROOT || !LEFT_OUT.has(basename(path));
  await cp(PROJECT_ROOT, root, { recursive: true, filter });
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  return { root, temp };
}

function row(name: string, starts: readonly Start[]): Row {
  const answer = spread(starts.map((start) => start.answerSeconds));
  const phases = Object.keys(starts[0]?.phases ?? {});
  const figures: Record<string, Spread> = { 'first answer, s': answer };
  for (const phase of phases) figures[`${phase}, s`] = spread(starts.map((start) => start.phases[phase] ?? Number.NaN));
  const bar = `first answer ≤ ${LIMIT_SECONDS} s`;
  return { part: 'start', case: name, figures, bar, holds: answer.median <= LIMIT_SECONDS };
}

/** A clone for each round is started twice: the first start compiles, the second finds what it made. */
async function run({ options, cases }: Bench): Promise<readonly Row[]> {
  const { lastBlock } = (await loadRecording(BUNDLED_RECORDING)).header;
  const starts: Record<string, Start[]> = { [COLD]: [], [WARM]: [] };
  for (let round = 0; round < options.rounds; round++) {
    const clone = await freshClone();
    try {
      for (const name of [COLD, WARM]) starts[name]?.push(await startOnce(clone, lastBlock));
    } finally {
      await rm(clone.temp, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }
  return cases.map((name) => row(name, starts[name] ?? []));
}

export const startPart: AlonePart = { name: 'start', cases: [COLD, WARM], needs: 'nothing', run };
