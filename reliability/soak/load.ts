/** Puts a stack under load: a chain that goes on from the recording, a second gateway that keeps nothing, and the questions. */
import { startGateway } from '../../api/main.ts';
import { randomFrom } from '../random.ts';
import type { Served } from '../served.ts';
import { goOn } from './chain.ts';
import { maximumRate } from './maximum.ts';
import { questionOf } from './questions.ts';
import { type SoakResult, soak } from './run.ts';

export interface Load {
  readonly minutes: number;
  /** Requests a second; without it the maximum is measured first. */
  readonly rate?: number | undefined;
  /** Of the maximum. */
  readonly share: number;
  readonly rampSeconds: number;
  readonly blockMs: number;
  readonly reorganiseEvery: number;
  readonly seed: number;
}

export async function underLoad(
  { stack, url, pid, said, ended, memory: held }: Served,
  options: Load,
): Promise<SoakResult> {
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
