/** `npm run soak`: a mixed load at a share of the measured maximum while the chain advances and reorganises. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import { startGateway } from '../../api/main.ts';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { randomFrom } from '../random.ts';
import { type Served, serve } from '../served.ts';
import { goOn } from './chain.ts';
import { maximumRate } from './maximum.ts';
import { questionOf } from './questions.ts';
import { report } from './report.ts';
import { type SoakResult, soak } from './run.ts';

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
  const result = await run(served);
  const faults = report(result, options.p99);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ ...result, faults }, null, 2)}\n`);
  for (const fault of faults) console.log(`FAILED: ${fault}`);
  console.log(faults.length === 0 ? 'Nothing failed.' : `${faults.length} checks failed.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await served.stop();
}

async function run({ stack, url, pid, said, ended, memory: held }: Served): Promise<SoakResult> {
  const { graphqlUrl, rpcUrl = '', recordingHeader: header } = stack;
  if (!header) throw new Error('The soak needs a recording.');
  const { lastBlock, lastTimestamp, stakers, contracts } = header;
  const { seed, minutes, rampSeconds } = options;
  const witness = await startGateway({
    port: 0,
    host: '127.0.0.1',
    graphNodeUrl: graphqlUrl,
    rpcUrl,
    cacheBytes: 0,
    logLevel: 'silent',
  });
  const [pool = '', usdc = ''] = ['liquidityStaking', 'usdc'].map((name) => contracts[name]?.address);
  const chainFacts = { rpcUrl, pool, usdc, owner: stakers[0] ?? '' };
  const chain = goOn(chainFacts, randomFrom(seed, 0), options.blockMs, options.reorganiseEvery);
  try {
    const random = randomFrom(seed, 1);
    let asked = 0;
    const next = () => questionOf({ stakers, lastBlock, lastTimestamp }, random, asked++);
    const maximum =
      options.rate === undefined ? await maximumRate(url, next, rampSeconds) : options.rate / options.share;
    console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
    console.log(`maximum ${maximum.toFixed(0)} a second, load ${(maximum * options.share).toFixed(0)} a second`);
    const rate = maximum * options.share;
    return await soak({
      url,
      pid,
      said,
      ended,
      held,
      witness: witness.url,
      graphNode: graphqlUrl,
      chain,
      next,
      rate,
      maximum,
      minutes,
    });
  } finally {
    await chain.stop();
    await witness.close();
  }
}
