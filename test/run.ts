/** `npm test`: every check of the project, in two lines; all are run, so that one look shows all that is wrong. */
import { spawn } from 'node:child_process';

const node = (file: string, ...args: string[]) => [process.execPath, '--import', 'tsx', file, ...args];
const vitest = (project: string, ...args: string[]) => [
  process.execPath,
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/vitest.config.ts',
  '--project',
  project,
  ...args,
];

const steps: Record<string, string[]> = {
  'format and lint': [
    'node_modules/.bin/biome',
    'ci',
    '--error-on-warnings',
    process.stdout.isTTY ? '--colors=force' : '--colors=off',
  ],
  types: ['node_modules/.bin/tsc', '--noEmit'],
  'generated files': node('subgraph/write.ts', '--check'),
  'subgraph build': node('stack/build.ts'),
  'unit tests': vitest('unit'),
  'matchstick tests compile': node('test/compile-matchstick.ts'),
  'mapping tests on the Graph Node': node('test/run-mapping-tests.ts'),
  'end to end 1/3': vitest('e2e', '--shard=1/3'),
  'end to end 2/3': vitest('e2e', '--shard=2/3'),
  'end to end 3/3': vitest('e2e', '--shard=3/3'),
};

/** They take as long as all others together and often wait, so they run beside those. */
const BESIDE = ['end to end 1/3', 'end to end 2/3'];

/** Steps named on the command line, `end to end` for its three parts, or all. */
const names = process.argv.slice(2);
const wanted = Object.keys(steps).filter(
  (step) => names.length === 0 || names.some((name) => step === name || step.startsWith(`${name} `)),
);
const failed: string[] = [];

/** Runs a step; what it prints beside another is shown when it has ended, so that the two do not mix. */
async function run(name: string, isShownAtOnce: boolean): Promise<void> {
  const started = Date.now();
  const [command, ...args] = steps[name] as [string, ...string[]];
  if (isShownAtOnce) console.log(`\n▶ ${name}`);
  const output: Buffer[] = [];
  const passed = await new Promise<boolean>((resolve) => {
    const child = spawn(command, args, { stdio: isShownAtOnce ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    child.stdout?.on('data', (part: Buffer) => output.push(part));
    child.stderr?.on('data', (part: Buffer) => output.push(part));
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
  if (!isShownAtOnce) process.stdout.write(`\n▶ ${name}\n${Buffer.concat(output)}`);
  console.log(`${passed ? '✔' : '✘'} ${name}, ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (!passed) failed.push(name);
}

async function runInTurn(names: readonly string[], isShownAtOnce: boolean): Promise<void> {
  for (const name of names) await run(name, isShownAtOnce);
}

/** The build comes first: what runs beside each other must find it done. */
const first = wanted.filter((name) => ['format and lint', 'types', 'generated files', 'subgraph build'].includes(name));
const beside = wanted.filter((name) => BESIDE.includes(name));
const rest = wanted.filter((name) => !first.includes(name) && !beside.includes(name));
await runInTurn(first, true);
await Promise.all([runInTurn(rest, true), runInTurn(beside, rest.length === 0)]);
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${wanted.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || wanted.length === 0 ? 1 : 0);
