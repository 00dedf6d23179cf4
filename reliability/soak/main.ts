/** `npm run soak`: a mixed load at a share of the measured maximum while the chain advances and reorganises. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { serve } from '../served.ts';
import { underLoad } from './load.ts';
import { faults, report } from './report.ts';

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('Give a number above zero.');
  return value;
}

const options = new Command('soak')
  .option('--minutes <n>', 'length of the load', positive, 30)
  .option('--share <part>', 'of the measured maximum', positive, 0.8)
  .option('--rate <n>', 'requests a second, instead of measuring the maximum', positive)
  .option('--ramp-seconds <n>', 'length of each of the four stretches that look for the maximum', positive, 10)
  .option('--p99 <ms>', 'the 99th percentile of all latencies may be so long', positive, 1000)
  .option('--block-ms <n>', 'milliseconds between two blocks', positive, 1000)
  .option('--reorganise-every <n>', 'blocks between two reorganisations', positive, 20)
  .option('--cache-mib <n>', 'that the gateway keeps: what grows once that is full is not given back', positive, 32)
  .option('--seed <n>', 'of what is random', positive, 1)
  .option('--recording <file>', 'recording to begin with', BUNDLED_RECORDING)
  .option('--json <file>', 'write the result there')
  .parse()
  .opts<{
    minutes: number;
    share: number;
    rate?: number;
    rampSeconds: number;
    p99: number;
    blockMs: number;
    reorganiseEvery: number;
    cacheMib: number;
    seed: number;
    recording: string;
    json?: string;
  }>();

const served = await serve(options.recording, { cacheBytes: options.cacheMib * 2 ** 20 });
try {
  console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
  const result = await underLoad(served, options);
  report(result);
  const found = faults(result, options.p99);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...result, faults: found }, null, 2)}\n`);
  for (const fault of found) console.log(`FAILED: ${fault}`);
  console.log(found.length === 0 ? 'Nothing failed.' : `${found.length} checks failed.`);
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await served.stop();
}
