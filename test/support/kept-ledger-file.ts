/** Kept ledgers as files: packed JSON, whole numbers beyond 2^53 as text that ends in n. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Api } from '../../audit/ledger/api.ts';
import { findMoment } from '../../audit/ledger/moment.ts';
import { type KeptLedger, keepLedger } from './kept-ledger.ts';

/** The ledger of the recording `quirks`, as the tests of the checks use it. */
export const QUIRKS_LEDGER = fileURLToPath(new URL('../audit/ledgers/quirks.json.gz', import.meta.url));

/** Before its many quiet epochs. */
const QUIRKS_BLOCK = 89;

/** That ledger as an API that indexed the recording serves it. */
export async function quirksLedger(api: string): Promise<KeptLedger> {
  return keepLedger(await findMoment(new Api(api), { block: QUIRKS_BLOCK }));
}

export const written = (ledger: KeptLedger): string =>
  JSON.stringify(ledger, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));

export function readLedger(file: string): KeptLedger {
  const text = gunzipSync(readFileSync(file)).toString();
  return JSON.parse(text, (_, value) =>
    typeof value === 'string' && /^-?\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value,
  ) as KeptLedger;
}

export function writeLedger(file: string, ledger: KeptLedger): void {
  writeFileSync(file, gzipSync(written(ledger), { level: 9 }));
}
