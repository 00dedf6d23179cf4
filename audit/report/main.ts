/** `npm run audit`: the report of one epoch. */
import { resolve } from 'node:path';
import { AuditError, reasonOf } from '../error.ts';
import { createProgress } from '../progress.ts';
import { gatherReport } from './gather.ts';
import { readOptions } from './options.ts';
import { writeWhole } from './out.ts';
import { render } from './write/render.ts';

const options = readOptions(process.argv.slice(2), resolve(process.env.INIT_CWD ?? '.'));
const progress = createProgress(process.stderr);
try {
  const report = await gatherReport(options, progress.report);
  progress.end();
  await writeWhole(await render(report, options.format), options.out);
  process.exitCode = report.checks.every(({ holds }) => holds) ? 0 : 2;
} catch (error) {
  progress.end();
  const line = error instanceof AuditError ? error.line : `UNEXPECTED: ${reasonOf(error)}`;
  process.stderr.write(`${line}\n`);
  process.exitCode = 1;
}
