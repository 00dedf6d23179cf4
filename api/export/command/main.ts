/** The command `npm run export`. */
import { StartError } from '../../errors.ts';
import { readOptions } from './options.ts';
import { runExport } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
try {
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  await runExport(options, (line) => process.stderr.write(`${line}\n`), stop.signal);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
