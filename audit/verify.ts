/** `npm run verify`: the ledger recomputed and compared, row by row. */
import { AuditError, reasonOf } from './error.ts';
import { readOptions } from './options.ts';
import { asJson, printed } from './print.ts';
import { createProgress } from './progress.ts';
import { verify } from './run.ts';

const progress = createProgress(process.stderr);
try {
  const { json, ...options } = readOptions(process.argv.slice(2));
  const verification = await verify({ ...options, onProgress: progress.report });
  progress.end();
  process.stdout.write(`${json ? asJson(verification) : printed(verification)}\n`);
  process.exitCode = verification.holds ? 0 : 2;
} catch (error) {
  progress.end();
  process.stderr.write(`${error instanceof AuditError ? error.line : `UNEXPECTED: ${reasonOf(error)}`}\n`);
  process.exitCode = 1;
}
