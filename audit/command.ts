/** `npm run verify` as a function: prints what came of it, and returns the exit status. */
import { AuditError, reasonOf } from './error.ts';
import { readOptions } from './options.ts';
import { asJson, printed } from './print.ts';
import { createProgress, type Output } from './progress.ts';
import { verify } from './run.ts';

export async function verifyCommand(argv: readonly string[], out: Output, err: Output): Promise<number> {
  const progress = createProgress(err);
  try {
    const { json, ...options } = readOptions(argv);
    const verification = await verify({ ...options, onProgress: progress.report });
    progress.end();
    out.write(`${json ? asJson(verification) : printed(verification)}\n`);
    return verification.holds ? 0 : 2;
  } catch (error) {
    progress.end();
    err.write(`${error instanceof AuditError ? error.line : `UNEXPECTED: ${reasonOf(error)}`}\n`);
    return 1;
  }
}
