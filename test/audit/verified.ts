/** The kept ledgers, verified as they are or with something changed in them. */
import { verifyLedger } from '../../audit/run.ts';
import type { CheckResult } from '../../audit/sheet.ts';
import { closingOf, type KeptLedger } from '../support/kept-ledger.ts';
import { QUIRKS_LEDGER, readLedger, STORY_LEDGER } from '../support/kept-ledger-file.ts';

const LEDGERS = { quirks: readLedger(QUIRKS_LEDGER), story: readLedger(STORY_LEDGER) };

export const NAMES = ['quirks', 'story'] as const;
export type Name = (typeof NAMES)[number];

/** A copy to be changed. */
export const ledgerOf = (name: Name): KeptLedger => structuredClone(LEDGERS[name]);

export async function verified(ledger: KeptLedger): Promise<CheckResult[]> {
  return verifyLedger(closingOf(ledger), null);
}
