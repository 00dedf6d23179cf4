/** Results of liquidity provider epochs, read from files when they are asked for, and again when a file has changed. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LRUCache } from 'lru-cache';
import { checkCoherence } from '../domain/lp-rewards/coherence.ts';
import { LpRewardsError } from '../domain/lp-rewards/error.ts';
import { type EpochRewards, epochRewards, type Input, parseFile } from '../domain/lp-rewards/files.ts';
import { type Rules, rulesOf } from '../domain/lp-rewards/rules.ts';
import { type ResultFile, resultFiles } from './folder.ts';

/** The results of an epoch, checked, and the file they come from. */
export interface EpochResults {
  readonly rules: Rules;
  readonly rewards: EpochRewards;
  readonly file: Input;
}

export interface LpResults {
  /** Null where there is no file for the epoch. What is wrong with one is thrown. */
  epoch(number: number): Promise<EpochResults | null>;
  /** By epoch. One wrong file fails all. */
  all(): Promise<readonly EpochResults[]>;
}

/** A full epoch takes about two. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Parsed results take about this many times the memory of their text. */
const PARSED_SIZE = 4;
/** Bound on what is kept in memory, the newest asked for first. */
const KEPT_BYTES = 128 * 1024 * 1024;

export function openResults(folder: string): LpResults {
  const known = new LRUCache<string, Promise<EpochResults>>({ maxSize: KEPT_BYTES });
  async function load(file: ResultFile): Promise<EpochResults> {
    const kept = known.get(file.version);
    if (kept !== undefined) return kept;
    const loading = read(file);
    known.set(file.version, loading, { size: file.size * PARSED_SIZE + 1 });
    // What is wrong inside stays wrong until the file changes; that it could not be read may pass.
    loading.catch((error) => {
      if (error.code === 'LP_FILE_UNREADABLE') known.delete(file.version);
    });
    return loading;
  }
  return {
    async epoch(number) {
      const file = (await resultFiles(folder)).get(number);
      return file === undefined ? null : load(file);
    },
    async all() {
      const loaded: EpochResults[] = [];
      // One after the other: the memory holds one that is being parsed.
      for (const file of (await resultFiles(folder)).values()) loaded.push(await load(file));
      return loaded;
    },
  };
}

async function read({ path, name, size, epoch }: ResultFile): Promise<EpochResults> {
  if (size > MOST_BYTES)
    throw new LpRewardsError('LP_FILE_FORMAT', `${name} is above ${MOST_BYTES} bytes, which no epoch takes.`);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new LpRewardsError('LP_FILE_UNREADABLE', `${name} cannot be read: check its permissions.`);
  });
  const rewards = parseFile(epochRewards, text, name);
  if (rewards.epoch !== epoch)
    throw new LpRewardsError('LP_FILE_FORMAT', `${name} holds epoch ${rewards.epoch}: give it the name of its epoch.`);
  checkCoherence(rewards, name);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const file = { role: 'results', file: name, bytes: Buffer.byteLength(text), rows: null, sha256 };
  return { rules: rulesOf(epoch), rewards, file };
}
