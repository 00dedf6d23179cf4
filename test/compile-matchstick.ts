// Compiles the unit tests of the mappings as Matchstick does, so that they cannot rot where it cannot be run.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tests = join(root, 'test/matchstick');

// Compiler::compile of Matchstick, and the options its main.rs gives it but --optimize, which takes four times as long
// and finds no more errors.
const LIBRARIES = 'node_modules';
const COMPILER = `${LIBRARIES}/assemblyscript/bin/asc`;
const GLOBAL = `${LIBRARIES}/@graphprotocol/graph-ts/global/global.ts`;
const OPTIONS = ['--explicitStart', '--exportTable', '--runtime', 'stub', '--debug'];

/** What the compiler has to say against it, or nothing. */
function compile(file: string, outDir: string): Promise<string> {
  const out = join(outDir, basename(file).replace('.test.ts', '.wasm'));
  const args = [COMPILER, file, GLOBAL, '--lib', LIBRARIES, ...OPTIONS, '--outFile', out];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? '' : `${basename(file)}:\n${said}`));
  });
}

/** Two at a time: a compiler takes one core and some hundred megabytes. */
async function compileAll(files: string[], outDir: string): Promise<string[]> {
  const waiting = [...files];
  const failures: string[] = [];
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const failure = await compile(file, outDir);
      if (failure) failures.push(failure);
    }
  };
  await Promise.all([worker(), worker()]);
  return failures;
}

const files = readdirSync(tests, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
const kept = process.env.MATCHSTICK_OUT;
const outDir = kept ?? mkdtempSync(join(tmpdir(), 'matchstick-'));
try {
  const failures = await compileAll(
    files.map((name) => join(tests, name)),
    outDir,
  );
  for (const failure of failures) console.error(failure);
  if (failures.length > 0 || files.length === 0) process.exitCode = 1;
  else {
    const why =
      'not run here (their runner is downloaded on first use: npm run test:matchstick runs them where it can)';
    console.log(`matchstick tests: ${files.length} files compiled, ${why}`);
  }
} finally {
  if (kept === undefined) rmSync(outDir, { recursive: true, force: true });
}
