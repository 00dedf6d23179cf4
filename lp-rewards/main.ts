/** The command `npm run lp-rewards`. */
import { LpRewardsError } from '../api/domain/lp-rewards/error.ts';
import { distribute } from './commands/distribute.ts';
import { generate } from './commands/generate.ts';
import { score } from './commands/score.ts';
import { check, tree } from './commands/tree.ts';
import { readCommand } from './options.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  await readCommand(process.env.INIT_CWD ?? process.cwd(), {
    score: (options) => score(options, say),
    distribute: (options) => distribute(options, say),
    tree: (options) => tree(options, say),
    check: (options) => check(options, say),
    generate: (options) => generate(options, say),
  }).parseAsync(process.argv.slice(2), { from: 'user' });
} catch (error) {
  if (!(error instanceof LpRewardsError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n`);
  process.exitCode = 1;
}
