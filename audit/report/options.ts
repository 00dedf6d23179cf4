/** The command line of `npm run audit`. */
import { extname, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { complaint, whole } from '../../api/command-line.ts';

export const FORMATS = ['md', 'html', 'json'] as const;
export type Format = (typeof FORMATS)[number];

/** What to report on, and where to read it. */
export interface AuditRequest {
  readonly epoch: number;
  readonly api: string;
  readonly rpc?: string | undefined;
  readonly indexNode?: string | undefined;
}

export interface AuditOptions extends AuditRequest {
  readonly format: Format;
  /** Path of the file; undefined for the standard output. */
  readonly out?: string | undefined;
}

function program(): Command {
  return new Command('npm run audit --')
    .description('Writes a report of one epoch that a person can check and sign.')
    .addOption(new Option('--epoch <n>', 'number of the epoch').argParser(whole(0)).makeOptionMandatory())
    .option('--api <url>', 'GraphQL address of the API', 'http://localhost:4000/graphql')
    .option('--rpc <url>', 'archive node to compare every account with (see npm run verify -- --help)')
    .option('--index-node <url>', 'index node port of the Graph Node, for its proof of indexing')
    .addOption(new Option('--format <format>', "default: the file's extension, else md").choices(FORMATS))
    .option('--out <file>', 'write to that file instead of the standard output')
    .addHelpText('after', '\nExit status: 0 written and all checks hold, 2 written and a check fails, 1 not written.\n')
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(`OPTIONS: ${complaint(text, 'npm run audit')}\n`) })
    .exitOverride((error) => process.exit(error.exitCode));
}

/** Paths are relative to `cwd`, where the user is (npm runs scripts at the project's root). */
export function readOptions(argv: readonly string[], cwd: string): AuditOptions {
  const { format, out, ...request } = program()
    .parse(argv, { from: 'user' })
    .opts<AuditRequest & { format?: Format; out?: string }>();
  const extension = FORMATS.find((name) => `.${name}` === extname(out ?? '').toLowerCase());
  return { ...request, format: format ?? extension ?? 'md', out: out === undefined ? undefined : resolve(cwd, out) };
}
