import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gndBinary } from './binaries.ts';
import { StackError } from './error.ts';
import type { Supervisor } from './supervisor.ts';

export const PROJECT_ROOT = fileURLToPath(new URL('..', import.meta.url));

const STAMP = '.source-hash';
/** What the compiled subgraph is made of; the compilers are npm packages, so the lock file tells their versions. */
const SOURCES = ['schema.graphql', 'subgraph.yaml', 'subgraph', 'mappings', 'package-lock.json'];

/** For the AssemblyScript compiler's Node; quoted, since a path may hold blanks and backslashes. */
export const COMPILER_OPTIONS = `--require ${JSON.stringify(join(PROJECT_ROOT, 'subgraph', 'compiler.cjs'))}`;

/** Environment of gnd where it compiles: it looks for the AssemblyScript compiler on the PATH. */
export function compilerEnvironment(path: readonly string[]): Record<string, string> {
  return { PATH: path.join(delimiter), NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${COMPILER_OPTIONS}` };
}

async function sourceHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  // Another Graph Node than the lock file's.
  if (process.env.GND_BIN) hash.update(`${gndBinary()}\0`).update(await readFile(gndBinary()));
  for (const source of SOURCES) {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true }).catch(() => null);
    const files = entries
      ?.filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    for (const file of files ?? [join(root, source)]) {
      const content = await readFile(file);
      hash.update(`${relative(root, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

async function gnd(supervisor: Supervisor, root: string, path: string[], ...args: string[]): Promise<void> {
  const part = supervisor.run(`gnd ${args[0]}`, gndBinary(), args, {
    cwd: root,
    env: { ...compilerEnvironment(path), NO_COLOR: '1' },
  });
  const how = await part.ended;
  if (how !== 'exit status 0')
    throw new StackError('SUBGRAPH_BUILD', `gnd ${args[0]} failed (${how}): ${part.tail(8)}`);
}

/** Builds the subgraph unless the last build was of the same sources. Returns the build's directory and their hash. */
export async function buildSubgraph(
  supervisor: Supervisor,
  root = PROJECT_ROOT,
): Promise<{ dir: string; hash: string; built: boolean }> {
  const hash = await sourceHash(root);
  const dir = join(root, 'build');
  const stamp = await readFile(join(dir, STAMP), 'utf8').catch(() => '');
  if (stamp === hash) return { dir, hash, built: false };
  // Built aside and moved in whole: two starts at a time may both build, and neither sees half a build.
  const aside = join(root, '.stack', `build-${process.pid}`);
  await mkdir(aside, { recursive: true });
  supervisor.onStop(() => rm(aside, { recursive: true, force: true }));
  const own = join(root, 'node_modules', '.bin');
  // Without npx it cannot run prettier over each file, which takes nine tenths of the time and may download something.
  await gnd(supervisor, root, [own], 'codegen');
  // The lock file has seen to the compiler's version.
  const path = [own, process.env.PATH ?? ''];
  await gnd(supervisor, root, path, 'build', '--skip-asc-version-check', '--output-dir', `${relative(root, aside)}/`);
  await writeFile(join(aside, STAMP), hash);
  await rm(dir, { recursive: true, force: true });
  await rename(aside, dir).catch(async (error: NodeJS.ErrnoException) => {
    const other = await readFile(join(dir, STAMP), 'utf8').catch(() => '');
    if (other !== hash) throw error;
  });
  return { dir, hash, built: true };
}
