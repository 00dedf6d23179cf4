/** The ledger of a recording replayed from nothing: every stored state, every epoch's closing, every check. */
import { sentence } from '../../audit/print.ts';
import { type Verification, verify } from '../../audit/run.ts';

const SHOWN_FAULTS = 20;

export interface Replayed {
  readonly holds: boolean;
  /** What to print: faults, then one line of figures. */
  readonly lines: readonly string[];
}

export async function replayLedger(api: string): Promise<Replayed> {
  const started = Date.now();
  const verification = await verify({ api });
  const faults = verification.checks.flatMap(({ id, faults }) =>
    faults.map((fault) => `wrong: ${id}: ${sentence(fault)}`),
  );
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  return {
    holds: verification.holds && figure(verification, 'order', 'activities') !== '0',
    lines: [...faults.slice(0, SHOWN_FAULTS), `${summary(verification)}, ${seconds} s`],
  };
}

function summary(verification: Verification): string {
  const { checks } = verification;
  const count = (name: 'compared' | 'faultCount') => checks.reduce((sum, check) => sum + check[name], 0);
  const rows = `${figure(verification, 'order', 'activities')} activities with ${figure(verification, 'rows', 'changes')} changes`;
  const closed = `${figure(verification, 'closings', 'closed')} closed`;
  return `ledger replayed: ${rows}, ${closed}, ${count('compared')} values compared, ${count('faultCount')} wrong`;
}

const figure = ({ checks }: Verification, id: string, name: string): string =>
  checks.find((check) => check.id === id)?.figures[name] ?? '0';
