import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSubgraph, COMPILER_OPTIONS, PROJECT_ROOT } from '../../stack/subgraph-build.ts';
import { Supervisor } from '../../stack/supervisor.ts';

const MANIFEST = `specVersion: 1.3.0
schema:
  file: ./schema.graphql
dataSources:
  - kind: ethereum/contract
    name: Token
    network: mainnet
    source:
      abi: ERC20
    mapping:
      kind: ethereum/events
      apiVersion: 0.0.9
      language: wasm/assemblyscript
      entities: [Seen]
      abis:
        - name: ERC20
          file: ./subgraph/abis/ERC20.json
      eventHandlers:
        - event: Transfer(indexed address,indexed address,uint256)
          handler: handleTransfer
      file: ./mappings/main.ts
`;

const mapping = (id: string) => `import { ethereum } from '@graphprotocol/graph-ts';
import { Seen } from '../generated/schema';

export function handleTransfer(event: ethereum.Event): void {
  new Seen(${id}).save();
}
`;

let root: string;

/** Builds in `root` with all that is started ended before it resolves. */
async function build() {
  const supervisor = new Supervisor();
  try {
    return await buildSubgraph(supervisor, root);
  } finally {
    await supervisor.stop();
  }
}

beforeAll(async () => {
  // A blank in the path, as there may be in anybody's.
  root = join(await mkdtemp(join(tmpdir(), 'subgraph-build-')), 'a clone');
  await mkdir(join(root, 'mappings'), { recursive: true });
  for (const path of ['package-lock.json', 'subgraph/abis'])
    await cp(join(PROJECT_ROOT, path), join(root, path), { recursive: true });
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  await writeFile(join(root, 'subgraph.yaml'), MANIFEST);
  await writeFile(join(root, 'schema.graphql'), 'type Seen @entity(immutable: true) {\n  id: Bytes!\n}\n');
});

afterAll(() => rm(dirname(root), { recursive: true, force: true }));

test('a mapping that does not compile is SUBGRAPH_BUILD with what the compiler said, and leaves nothing behind', async () => {
  await writeFile(join(root, 'mappings', 'main.ts'), mapping('unheardOf'));
  await expect(build()).rejects.toMatchObject({
    code: 'SUBGRAPH_BUILD',
    message: expect.stringContaining("Cannot find name 'unheardOf'"),
  });
  expect((await readdir(join(root, '.stack'))).filter((name) => name.startsWith('build-'))).toEqual([]);
  expect(await readdir(root)).not.toContain('build');
});

test('is compiled with our passes, by the optimiser that is WebAssembly', async () => {
  await writeFile(join(root, 'mappings', 'main.ts'), mapping('event.transaction.hash'));
  const { dir, built } = await build();
  expect(built).toBe(true);
  expect((await build()).built).toBe(false);
  const code = await readFile(join(dir, 'Token', 'Token.wasm'));
  // As it is without any: our passes are all that makes it smaller.
  const own = join(root, 'node_modules');
  const inputs = ['mappings/main.ts', join(own, '@graphprotocol', 'graph-ts', 'global', 'global.ts')];
  const given = ['--explicitStart', '--exportRuntime', '--runtime', 'stub', '--lib', own, '--debug'];
  const asc = join(own, 'assemblyscript', 'bin', 'asc');
  spawnSync(process.execPath, [asc, ...inputs, ...given, '--outFile', 'plain.wasm'], { cwd: root });
  expect((await readFile(join(root, 'plain.wasm'))).length).toBeGreaterThan(code.length * 1.2);
});

test('asks for one optimiser and is given the other', () => {
  const inside = `const compiler = require('node:module').createRequire(require.resolve('assemblyscript'));
    console.log(compiler('binaryen') === compiler('binaryen/wasm.js'));`;
  const env = { ...process.env, NODE_OPTIONS: COMPILER_OPTIONS };
  const { stdout } = spawnSync(process.execPath, ['-e', inside], { cwd: PROJECT_ROOT, env, encoding: 'utf8' });
  expect(stdout.trim()).toBe('true');
});
