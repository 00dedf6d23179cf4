/** The command line of `npm run verify`. */
import { Command, Option } from 'commander';
import { complaint, whole } from '../api/command-line.ts';
import { AuditError } from './error.ts';
import type { VerifyOptions } from './run.ts';

/** What to verify, and against what. */
export type VerifyCommand = Omit<VerifyOptions, 'onProgress'> & { readonly json?: boolean | undefined };

const number = (flags: string, description: string): Option => new Option(flags, description).argParser(whole(0));

function program(): Command {
  return new Command('npm run verify --')
    .description(
      'Recomputes the pool from its ledger alone and compares every row, balance and sum.\nWithout a moment: all of the ledger, up to the newest indexed block.',
    )
    .option('--api <url>', 'address of the API', 'http://localhost:4000/graphql')
    .option('--rpc <url>', 'archive node: compare every view of every account with the contract as well')
    .addOption(number('--epoch <n>', 'the ledger up to the last second of that epoch'))
    .addOption(number('--block <n>', 'the ledger up to that block'))
    .addOption(number('--from <block>', 'only what lies after that block, whose state is taken as given; needs --to'))
    .addOption(number('--to <block>', 'end of that window'))
    .option('--json', 'print the checks as JSON')
    .addHelpText(
      'after',
      '\nExit status: 0 if every check holds, 2 if one does not, 1 if it could not be verified.\nProgress goes to the standard error.\n',
    )
    .allowExcessArguments(false)
    .configureOutput({ outputError: () => undefined })
    .exitOverride((error) => {
      if (error.exitCode === 0) process.exit(0);
      throw new AuditError('OPTIONS', complaint(error.message, 'npm run verify'));
    });
}

/** Options that are none, or contradict each other, are an AuditError. */
export function readOptions(argv: readonly string[]): VerifyCommand {
  const options = program().parse(argv, { from: 'user' }).opts<VerifyCommand>();
  const { epoch, block, from, to } = options;
  const moments = [epoch, block, from ?? to].filter((each) => each !== undefined);
  if (moments.length > 1)
    throw new AuditError('OPTIONS', 'give one of --epoch, --block and --from with --to, not several.');
  if ((from === undefined) !== (to === undefined))
    throw new AuditError('OPTIONS', '--from and --to belong together: give both.');
  if (from !== undefined && to !== undefined && from >= to)
    throw new AuditError('OPTIONS', '--from must be before --to.');
  return options;
}
