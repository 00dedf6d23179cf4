/** `npm run chaos`: kill -9 of any part at any moment, seeded, under load; exit status 1 when anything is not as it must be. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { recordingFile } from '../test/support/recording.ts';
import { Draw } from './draw.ts';
import { cleanRun } from './reference.ts';
import { reorganise } from './reorganisation.ts';
import { lineOf, reorganisationLine, tableOf, totals } from './report.ts';
import { type RoundResult, runRound } from './round.ts';

interface Options {
  rounds: number;
  from: number;
  seed: string;
  recording: string;
  bound: number;
  clients: number;
  reorganisations: number;
  json?: string;
}

/** Within which a Graph Node has followed another branch. */
const GRACE_MS = 30_000;
/** A pause of two minutes is outlasted here. */
const STANDING_MS = 180_000;

function whole(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number from 1 on is expected.');
}

const wholeOrNone = (text: string): number => (text === '0' ? 0 : whole(text));

const options = new Command('npm run chaos --')
  .description('Kills parts of a stack under load and checks that it recovers, or stops with a clear sentence.')
  .option('--rounds <n>', 'how many', wholeOrNone, 50)
  .option('--from <n>', 'number of the first round, to repeat one', whole, 1)
  .option('--seed <text>', 'decides what is killed, when, and what is asked', '1')
  .option('--recording <file>', 'what is replayed', recordingFile('quickstart'))
  .option('--bound <seconds>', 'within which a stack must have recovered, or stopped', whole, 60)
  .option('--clients <n>', 'that ask all the time', whole, 4)
  .option('--reorganisations <n>', 'of a chain under queries, after the rounds; 0 for none', wholeOrNone, 20)
  .option('--json <file>', 'write the results there')
  .parse()
  .opts<Options>();

if (process.platform !== 'linux') {
  console.error('CHAOS_PLATFORM: what is left of a round is looked up in /proc: run this on Linux.');
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const recording = resolve(process.env.INIT_CWD ?? '.', options.recording);
const boundMs = options.bound * 1000;
const { evidence, startMs } = await cleanRun(recording, boundMs);
console.log(
  `clean run: ready after ${(startMs / 1000).toFixed(1)} s; ${evidence.answers.size} questions, ${Object.keys(evidence.tables).length} tables, proof of indexing ${evidence.proof.proofOfIndexing} at block ${evidence.proof.block.number}`,
);
const results: RoundResult[] = [];
for (let round = options.from; round < options.from + options.rounds; round++) {
  const { seed, clients } = options;
  const result = await runRound({ seed, round, recording, expected: evidence, startMs, boundMs, clients });
  results.push(result);
  console.log(lineOf(result));
}
console.log(`\n${tableOf(results)}\n\n${totals(results)}`);
const { seed, reorganisations } = options;
const reorganised =
  reorganisations > 0
    ? await reorganise({
        recording,
        draw: new Draw(seed),
        times: reorganisations,
        graceMs: GRACE_MS,
        standingMs: STANDING_MS,
      })
    : undefined;
if (reorganised) console.log(reorganisationLine(reorganised));
if (options.json) {
  const file = resolve(process.env.INIT_CWD ?? '.', options.json);
  await writeFile(
    file,
    `${JSON.stringify({ date: new Date().toISOString(), ...options, startMs, results, reorganised }, null, 2)}\n`,
  );
}
process.exit([...results, reorganised].some((result) => (result?.faults.length ?? 0) > 0) ? 1 : 0);
