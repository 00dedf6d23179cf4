/** `npm test`: every check of the project, one after the other; all are run, so that one look shows all that is wrong. */
import { spawn } from 'node:child_process';

const node = (file: string, ...args: string[]) => [process.execPath, '--import', 'tsx', file, ...args];
const vitest = (project: string) => [
  process.execPath,
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'test/vitest.config.ts',
  '--project',
  project,
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
  'end to end': vitest('e2e'),
};

/** Steps named on the command line, or all. */
const wanted = Object.keys(steps).filter((name) => process.argv.length < 3 || process.argv.includes(name));
const failed: string[] = [];

async function run(name: string): Promise<boolean> {
  const [command, ...args] = steps[name] as [string, ...string[]];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

for (const name of wanted) {
  const started = Date.now();
  console.log(`\n▶ ${name}`);
  const passed = await run(name);
  console.log(`${passed ? '✔' : '✘'} ${name}, ${((Date.now() - started) / 1000).toFixed(0)} s`);
  if (!passed) failed.push(name);
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`\n${wanted.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 || wanted.length === 0 ? 1 : 0);
