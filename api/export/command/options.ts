/** The command line of `npm run export`. */
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { complaint } from '../../command-line.ts';

export interface ExportOptions {
  /** Datasets by name, or `all`. */
  readonly what: readonly string[];
  /** Query string that names the moment; empty for the newest block. */
  readonly moment: string;
  readonly format: 'csv' | 'parquet';
  readonly out: string;
  /** Address of the gateway, without a path. */
  readonly api: string;
}

function names(text: string): string[] {
  const given = text.split(',').map((name) => name.trim());
  if (given.every((name) => /^[a-z-]+$/.test(name))) return given;
  throw new InvalidArgumentError('Names separated by commas are expected, or all.');
}

function moment(text: string): string {
  const [, kind, value] = /^(block|timestamp|epoch):(\d+)$/.exec(text) ?? [];
  if (kind !== undefined) return `${kind}=${value}`;
  throw new InvalidArgumentError('block:N, timestamp:S or epoch:N is expected.');
}

/** People copy the address of the API as they know it: with /graphql too. */
function address(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new InvalidArgumentError('An address like http://localhost:4000 is expected.');
  return text.replace(/\/+$/, '').replace(/\/graphql$/, '');
}

/** Paths are relative to `cwd`, where the user is. */
export function readOptions(argv: readonly string[], cwd: string): ExportOptions {
  const { at, out, ...rest } = new Command('npm run export --')
    .description('Downloads tables of the pool from a running API, all at one block, with a manifest of their hashes.')
    .addOption(new Option('--what <names>', 'what to export, by commas, or all').argParser(names).makeOptionMandatory())
    .addOption(
      new Option('--at <moment>', 'block:N, timestamp:S or epoch:N (default: the newest block)').argParser(moment),
    )
    .addOption(new Option('--format <format>', 'of the files').choices(['csv', 'parquet']).default('csv'))
    .requiredOption('--out <dir>', 'directory for the files; made if it is not there')
    .addOption(new Option('--api <url>', 'address of the API').argParser(address).default('http://localhost:4000'))
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) => write(`OPTIONS: ${complaint(text, 'npm run export')}\n`),
    })
    .exitOverride((error) => process.exit(error.exitCode))
    .parse(argv, { from: 'user' })
    .opts<Omit<ExportOptions, 'moment'> & { at?: string }>();
  return { ...rest, moment: at ?? '', out: resolve(cwd, out) };
}
