import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { complaint, whole } from '../api/command-line.ts';
import { DEFAULT_PORT, type StackOptions } from './options.ts';

function program(): Command {
  return new Command('npm start --')
    .description(
      'Starts the dYdX liquidity pool index and its GraphQL API.\nWithout options: the bundled recording of the real contracts, on a chain of its own.',
    )
    .option('--recording <file>', 'another recording, .jsonl or .jsonl.gz')
    .option('--rpc <url>', 'index a real chain through this Ethereum node')
    .option('--network <name>', 'entry of subgraph/networks.json for --rpc (default: mainnet)')
    .option('--pool <address>', 'another LiquidityStaking proxy on that chain')
    .option('--distributor <address>', 'its MerkleDistributor proxy, unless subgraph/networks.json names it')
    .addOption(
      new Option(
        '--start-block <n>',
        'block in which the pool was created, or its distributor if that is older',
      ).argParser(whole(0)),
    )
    .option('--ipfs <url>', 'IPFS gateway to fetch rewards files from (with --rpc)')
    .option('--graph-node <url>', 'only the API, in front of this query URL of an existing Graph Node')
    .option(
      '--lp-results <dir>',
      'results of npm run lp-rewards for the API to serve: rewards-N.json, or one folder deeper',
    )
    .addOption(new Option('--port <n>', 'port of the API').argParser(whole(0, 65_535)).default(DEFAULT_PORT))
    .option('--data <dir>', 'keep the database there instead of in a temporary directory')
    .option('--postgres-url <url>', 'use this empty Postgres database instead of starting one')
    .option('--calls', 'follow calls that leave no log; needs a node with trace_filter (default for recordings)')
    .option('--no-calls', 'do not follow calls')
    .addHelpText('after', '\nEnvironment: GND_BIN, ANVIL_BIN: other binaries of Graph Node (gnd) and anvil.\n')
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(`OPTIONS: ${complaint(text, 'npm start')}\n`) })
    .showHelpAfterError(false)
    .exitOverride((error) => process.exit(error.exitCode));
}

/** The options of a command line; paths are relative to `cwd`, where the user is (npm runs scripts at the project's root). */
export function readOptions(argv: readonly string[], cwd: string): StackOptions {
  const options = program().parse(argv, { from: 'user' }).opts<StackOptions>();
  const path = (value: string | undefined) => (value === undefined ? undefined : resolve(cwd, value));
  return {
    ...options,
    recording: path(options.recording),
    data: path(options.data),
    lpResults: path(options.lpResults),
  };
}
