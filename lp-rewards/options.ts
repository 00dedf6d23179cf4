/** The command line of `npm run lp-rewards`. Paths are relative to where the user is. */
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { complaint, whole } from '../api/command-line.ts';

export interface ScoreOptions {
  readonly epoch: number;
  readonly orders: string;
  readonly samples: string;
  readonly volumes: string;
  readonly previousVolumes: string;
  readonly stakes?: string;
  readonly links?: string;
  /** The orders are the whole book: the best prices follow from them. */
  readonly bestFromOrders?: boolean;
  readonly out: string;
  /** MiB that the database may take. */
  readonly memory: number;
  readonly threads: number;
}

export interface DistributeOptions {
  readonly scores?: string;
  readonly oracle?: string;
  readonly out: string;
}

export interface TreeOptions {
  readonly rewards: string;
  readonly previous?: string;
  readonly previousRoot?: string;
  readonly previousCid?: string;
  readonly also?: string;
  readonly proof: readonly string[];
  readonly out: string;
}

export interface CheckOptions {
  readonly tree: string;
  readonly previous?: string;
  readonly root?: string;
  readonly cid?: string;
}

export interface GenerateOptions {
  readonly epoch: number;
  readonly seed: number;
  readonly scale: number;
  readonly markets: number;
  readonly makers: number;
  readonly levels: number;
  readonly out: string;
  readonly memory: number;
  readonly threads: number;
}

export interface Actions {
  score(options: ScoreOptions): Promise<void>;
  distribute(options: DistributeOptions): Promise<void>;
  tree(options: TreeOptions): Promise<void>;
  check(options: CheckOptions): Promise<void>;
  generate(options: GenerateOptions): Promise<void>;
}

function scale(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('A number above 0 and at most 1 is expected.');
}

function addresses(text: string): string[] {
  const given = text.split(',').map((address) => address.trim().toLowerCase());
  if (given.every((address) => /^0x[0-9a-f]{40}$/.test(address))) return given;
  throw new InvalidArgumentError('Addresses separated by commas are expected.');
}

export function readCommand(cwd: string, actions: Actions): Command {
  const path = (text: string) => resolve(cwd, text);
  const needed = (flags: string, says: string) => new Option(flags, says).argParser(path).makeOptionMandatory();
  const file = (flags: string, says: string) => new Option(flags, says).argParser(path);
  const epoch = () => new Option('--epoch <n>', 'reward epoch').argParser(whole(0, 10_000)).makeOptionMandatory();
  const out = () => needed('--out <dir>', 'directory for the results; made if it is not there');
  const memory = () =>
    new Option('--memory <MiB>', 'memory for the database').argParser(whole(256, 1_048_576)).default(1024);
  const threads = () => new Option('--threads <n>', 'of the database').argParser(whole(1, 256)).default(2);
  const program = new Command('npm run lp-rewards --')
    .description('Scores an epoch of liquidity provider rewards, distributes it, and makes the Merkle tree.')
    .configureOutput({
      outputError: (text, write) => write(`OPTIONS: ${complaint(text, 'npm run lp-rewards')}\n`),
    })
    .exitOverride((error) => process.exit(error.exitCode));
  const command = (name: string, says: string) =>
    program.command(name).description(says).allowExcessArguments(false).copyInheritedSettings(program);
  command('score', 'depth, uptime and volume of each provider in each market, from the order book')
    .addOption(epoch())
    .addOption(needed('--orders <path>', 'open orders by sample; CSV or Parquet, a file or a directory'))
    .addOption(needed('--samples <path>', 'samples taken, with the best prices'))
    .addOption(needed('--volumes <path>', 'maker volumes of the epoch by market'))
    .addOption(needed('--previous-volumes <path>', 'maker volumes of the epoch before, of the whole exchange'))
    .addOption(file('--stakes <path>', 'average stkDYDX, for epochs whose formula uses it'))
    .addOption(file('--links <path>', 'linked addresses'))
    .option('--best-from-orders', 'the orders are the whole book: take the best prices from them')
    .addOption(out())
    .addOption(memory())
    .addOption(threads())
    .action((options) => actions.score(options));
  command('distribute', 'the rewards of an epoch, from its scores')
    .addOption(file('--scores <file>', 'what score has written'))
    .addOption(file('--oracle <file>', 'the data file of an epoch that the oracle was given'))
    .addOption(out())
    .action((options) => actions.distribute(options));
  command('tree', 'the rewards added to the tree before: file, root, CID, proofs')
    .addOption(needed('--rewards <file>', 'what distribute has written'))
    .addOption(file('--previous <file>', 'the tree of the epoch before, as published'))
    .option('--previous-root <hash>', 'root that it must have')
    .option('--previous-cid <cid>', 'CID that it must have')
    .addOption(file('--also <file>', 'other rewards of the epoch, in the form of a tree'))
    .addOption(new Option('--proof <addresses>', 'more accounts to prove').argParser(addresses).default([]))
    .addOption(out())
    .action((options) => actions.tree(options));
  command('check', 'a published tree: its root and CID, and that nobody has less than before')
    .addOption(needed('--tree <file>', 'the tree'))
    .addOption(file('--previous <file>', 'the tree of the epoch before'))
    .option('--root <hash>', 'root that it must have')
    .option('--cid <cid>', 'CID that it must have')
    .action((options) => actions.check(options));
  command('generate', 'input files of an epoch that might have been')
    .addOption(new Option('--epoch <n>', 'reward epoch').argParser(whole(0, 31)).default(26))
    .addOption(new Option('--seed <n>', 'the same seed gives the same files').argParser(whole(0, 2 ** 31)).default(1))
    .addOption(
      new Option('--scale <part>', "part of an epoch's samples; 1 is above 10^9 orders")
        .argParser(scale)
        .default(0.001),
    )
    .addOption(new Option('--markets <n>').argParser(whole(2, 99)).default(38))
    .addOption(new Option('--makers <n>').argParser(whole(1, 1000)).default(40))
    .addOption(new Option('--levels <n>', 'orders of a maker on each side').argParser(whole(1, 100)).default(11))
    .addOption(out())
    .addOption(memory())
    .addOption(threads())
    .action((options) => actions.generate(options));
  return program;
}
