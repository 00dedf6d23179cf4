/** Kept ledgers as files: packed JSON, whole numbers beyond 2^53 as text that ends in n. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Api } from '../../audit/ledger/api.ts';
import { findMoment } from '../../audit/ledger/moment.ts';
import { type KeptLedger, keepLedger } from './kept-ledger.ts';

export interface KeptFile {
  readonly recording: 'quirks' | 'story';
  readonly file: string;
  /** Up to which it is kept. */
  readonly block: number;
}

const kept = (recording: KeptFile['recording'], block: number): KeptFile => ({
  recording,
  file: fileURLToPath(new URL(`../audit/ledgers/${recording}.json.gz`, import.meta.url)),
  block,
});

/** The oddities of the pool, before its many quiet epochs. */
export const QUIRKS_LEDGER = kept('quirks', 89);
/** StarkProxies and the distributor, up to the forced trade that comes last. */
export const STORY_LEDGER = kept('story', 393);

/** That ledger as an API that indexed the recording serves it. */
export async function keptLedgerOf({ block }: KeptFile, api: string): Promise<KeptLedger> {
  return keepLedger(await findMoment(new Api(api), { block }));
}

export const written = (ledger: KeptLedger): string =>
  JSON.stringify(ledger, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

export function readLedger({ file }: KeptFile): KeptLedger {
  const text = gunzipSync(readFileSync(file)).toString();
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as KeptLedger;
}

export function writeLedger({ file }: KeptFile, ledger: KeptLedger): void {
  writeFileSync(file, gzipSync(written(ledger), { level: 9 }));
}
