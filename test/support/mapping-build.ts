// The subgraph as the mapping tests run it: the manifest as it is, and one more data source for a log that gnd test
// cannot write (a struct: "Invalid type 'tuple'").
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import { gndBinary } from '../../stack/binaries.ts';
import { StackError } from '../../stack/error.ts';
import { buildSubgraph, PROJECT_ROOT } from '../../stack/subgraph-build.ts';
import type { Supervisor } from '../../stack/supervisor.ts';

interface DataSource {
  name: string;
  source: { address: string; abi: string; startBlock: number };
  mapping: {
    abis: { name: string; file: string }[];
    eventHandlers: { event: string; handler: string }[];
    file: string;
  };
}

interface Manifest {
  schema: { file: string };
  dataSources: DataSource[];
  templates: Omit<DataSource, 'source'>[];
}

const uint128 = (name: string) => ({ name, type: 'uint128', indexed: false });

/** `EpochParametersChanged` without its struct: other bytes in the log, the same handler behind it. */
const FLAT_ABI = [
  { type: 'event', name: 'EpochParametersChanged', anonymous: false, inputs: [uint128('interval'), uint128('offset')] },
];

function withFlatSchedule(manifest: Manifest, dir: string): Manifest {
  const fromDir = (path: string) => relative(dir, join(PROJECT_ROOT, path));
  const pool = manifest.dataSources.find((source) => source.name === 'LiquidityStaking');
  if (pool === undefined) throw new Error('subgraph.yaml has no data source LiquidityStaking');
  const moved = <Source extends Pick<DataSource, 'mapping'>>(source: Source): Source => ({
    ...source,
    mapping: {
      ...source.mapping,
      abis: source.mapping.abis.map((abi) => ({ ...abi, file: fromDir(abi.file) })),
      file: fromDir(source.mapping.file),
    },
  });
  const flat: DataSource = {
    ...pool,
    name: 'FlatSchedule',
    source: { ...pool.source, abi: 'FlatSchedule' },
    mapping: {
      ...pool.mapping,
      abis: [{ name: 'FlatSchedule', file: './FlatSchedule.json' }],
      eventHandlers: [
        { event: 'EpochParametersChanged(uint128,uint128)', handler: 'handleFlatEpochParametersChanged' },
      ],
      file: fromDir('test/matchstick/flat-schedule.ts'),
    },
  };
  return {
    ...manifest,
    schema: { file: fromDir(manifest.schema.file) },
    dataSources: [...manifest.dataSources.map(moved), flat],
    templates: manifest.templates.map(moved),
  };
}

/** Builds it in a directory of its own, removed at the end; returns the manifest's path. */
export async function buildForTests(supervisor: Supervisor): Promise<string> {
  // For generated/, and so that a mapping that does not compile is found in the manifest as it is.
  await supervisor.guard(buildSubgraph(supervisor));
  const dir = join(PROJECT_ROOT, '.stack', `mapping-tests-${process.pid}`);
  await mkdir(dir, { recursive: true });
  supervisor.onStop(() => rm(dir, { recursive: true, force: true }));
  const manifest: Manifest = parse(await readFile(join(PROJECT_ROOT, 'subgraph.yaml'), 'utf8'));
  const path = join(dir, 'subgraph.yaml');
  await writeFile(path, stringify(withFlatSchedule(manifest, dir)));
  await writeFile(join(dir, 'FlatSchedule.json'), JSON.stringify(FLAT_ABI));
  const build = supervisor.run('gnd build', gndBinary(), ['build', path, '--output-dir', `${join(dir, 'build')}/`], {
    cwd: PROJECT_ROOT,
    // gnd looks for the AssemblyScript compiler on the PATH.
    env: { PATH: [join(PROJECT_ROOT, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter) },
  });
  const how = await supervisor.guard(build.ended);
  if (how !== 'exit status 0') throw new StackError('SUBGRAPH_BUILD', `gnd build failed (${how}): ${build.tail(8)}`);
  return path;
}
