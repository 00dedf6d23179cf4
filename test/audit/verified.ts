/** The kept ledger of `quirks`, verified as it is or with something changed in it. */
import { verifyLedger } from '../../audit/run.ts';
import type { CheckResult } from '../../audit/sheet.ts';
import { closingOf, type KeptLedger } from '../support/kept-ledger.ts';
import { QUIRKS_LEDGER, readLedger } from '../support/kept-ledger-file.ts';

const LEDGER = readLedger(QUIRKS_LEDGER);

/** A copy to be changed. */
export const quirks = (): KeptLedger => structuredClone(LEDGER);

export async function verified(ledger: KeptLedger): Promise<CheckResult[]> {
  return verifyLedger(closingOf(ledger), null);
}
