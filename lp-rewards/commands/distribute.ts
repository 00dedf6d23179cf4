/** `distribute`: an epoch's rewards from its scores, or from the data the oracle was given. */
import { readFile } from 'node:fs/promises';
import { rewardsFromQuoteScores, rewardsFromScores } from '../../api/domain/lp-rewards/epoch-rewards.ts';
import { LpRewardsError } from '../../api/domain/lp-rewards/error.ts';
import { type EpochRewards, epochScores, formatFile, parseFile } from '../../api/domain/lp-rewards/files.ts';
import { parseOracleData } from '../../api/domain/lp-rewards/oracle-data.ts';
import { hashed } from '../input/tables.ts';
import type { DistributeOptions } from '../options.ts';
import { publish } from '../write/aside.ts';

export async function distribute(options: DistributeOptions, say: (line: string) => void): Promise<void> {
  const rewards = await rewardsOf(options);
  const { epoch, pool, distributed, undistributed, payments } = rewards;
  const written = await publish(options.out, async () => ({ [`rewards-${epoch}.json`]: formatFile(rewards) }));
  say(`  epoch ${epoch}: ${distributed} of ${pool} to ${payments.length} addresses, ${undistributed} undistributed`);
  for (const file of written) say(`  written: ${file}`);
}

async function rewardsOf({ scores, oracle }: DistributeOptions): Promise<EpochRewards> {
  if (scores !== undefined && oracle === undefined) {
    const input = { role: 'scores', ...(await measured(scores)), rows: null };
    return rewardsFromScores(parseFile(epochScores, await text(scores), input.file), [input]);
  }
  if (oracle === undefined || scores !== undefined)
    throw new LpRewardsError('OPTIONS', 'Either --scores or --oracle must be given, and not both.');
  const input = { role: 'oracle data', ...(await measured(oracle)), rows: null };
  const { epoch, scores: quoteScores, links } = parseOracleData(await text(oracle), input.file);
  return rewardsFromQuoteScores(epoch, quoteScores, links, [input]);
}

export const text = (path: string): Promise<string> => reading(path, () => readFile(path, 'utf8'));
export const measured = (path: string) => reading(path, () => hashed(path));

async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw new LpRewardsError('LP_FILE_UNREADABLE', `${path} cannot be read: check the path.`);
  }
}
