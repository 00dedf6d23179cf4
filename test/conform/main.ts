/**
 * `npm run conform [-- FILE…]`: the full comparison of the running API with recordings of the real contracts, each claim
 * of rewards, and each ledger replayed from nothing.
 */
import { basename } from 'node:path';
import { Command } from 'commander';
import { startStack } from '../../stack/start.ts';
import { recordingFile, recordingNames } from '../support/recording.ts';
import { checkClaims } from './claims.ts';
import { compareRecording } from './compare.ts';
import { replayLedger } from './replay.ts';
import type { Tally } from './tally.ts';

const SHOWN_DIFFERENCES = 20;

const program = new Command('conform')
  .argument('[files...]', 'recordings (gzipped JSON lines); the bundled ones unless named')
  .option('--api <url>', 'compare this running API instead of starting a stack; takes one file')
  .option('--every <n>', 'compare each n-th moment only', Number, 1)
  .option('--views', 'print how many values of each view were compared')
  .parse();
const options = program.opts<{ api?: string; every: number; views?: boolean }>();
const files = program.args.length > 0 ? program.args : recordingNames().map(recordingFile);

function report(file: string, tally: Tally, seconds: number): void {
  for (const { block, at, on, view, contract, api } of tally.differences.slice(0, SHOWN_DIFFERENCES)) {
    console.log(`different: block ${block} at ${at}, ${on}, ${view}: contract ${JSON.stringify(contract)}, API ${api}`);
  }
  if (options.views) for (const [view, count] of [...tally.perView].sort()) console.log(`  ${view}: ${count}`);
  console.log(
    `${basename(file)}: ${tally.compared} values compared, ${tally.differences.length} different, ${seconds.toFixed(0)} s`,
  );
}

async function conform(file: string): Promise<boolean> {
  const started = Date.now();
  const stack = options.api ? undefined : await startStack({ recording: file, port: 0 });
  try {
    const api = options.api ?? `${stack?.gatewayUrl}/graphql`;
    const tally = await compareRecording({ recording: file, api, every: options.every });
    report(file, tally, (Date.now() - started) / 1000);
    const claims = await checkClaims(api);
    for (const fault of claims.faults.slice(0, SHOWN_DIFFERENCES)) console.log(`different: ${fault}`);
    console.log(`${basename(file)}: ${claims.count} claims, ${claims.faults.length} faults`);
    const replayed = await replayLedger(api);
    for (const line of replayed.lines) console.log(`${basename(file)}: ${line}`);
    return tally.compared > 0 && tally.differences.length + claims.faults.length === 0 && replayed.holds;
  } finally {
    await stack?.stop();
  }
}

let passed = true;
for (const file of files) passed = (await conform(file)) && passed;
process.exit(passed ? 0 : 1);
