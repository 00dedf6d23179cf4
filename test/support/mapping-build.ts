// The subgraph as the mapping tests run it: the manifest as it is, and one more data source for each log that gnd
// test cannot write (a struct: "Invalid type 'tuple'").
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parse, stringify } from 'yaml';
import { gndBinary } from '../../stack/binaries.ts';
import { StackError } from '../../stack/error.ts';
import { buildSubgraph, compilerEnvironment, PROJECT_ROOT } from '../../stack/subgraph-build.ts';
import type { Supervisor } from '../../stack/supervisor.ts';

interface Mapping {
  abis: { name: string; file: string }[];
  file: string;
}

interface DataSource {
  name: string;
  source: { address: string; abi: string; startBlock: number };
  mapping: Mapping & { eventHandlers: { event: string; handler: string }[] };
}

interface Manifest {
  schema: { file: string };
  dataSources: DataSource[];
  templates: { mapping: Mapping }[];
}

const uint128 = (name: string) => ({ name, type: 'uint128', indexed: false });

/** Events whose struct is left out: other bytes in the log, the same handler behind it. */
const FLAT_EVENTS = [
  { source: 'LiquidityStaking', event: 'EpochParametersChanged', file: 'flat-schedule.ts' },
  { source: 'RewardsDistributor', event: 'EpochScheduleUpdated', file: 'flat-distributor-schedule.ts' },
];

const abiOf = (event: string) => [
  { type: 'event', name: event, anonymous: false, inputs: [uint128('interval'), uint128('offset')] },
];

function withFlatSchedules(manifest: Manifest, dir: string): Manifest {
  const fromDir = (path: string) => relative(dir, join(PROJECT_ROOT, path));
  const moved = <Source extends { mapping: Mapping }>(source: Source): Source => ({
    ...source,
    mapping: {
      ...source.mapping,
      abis: source.mapping.abis.map((abi) => ({ ...abi, file: fromDir(abi.file) })),
      file: fromDir(source.mapping.file),
    },
  });
  const flat = FLAT_EVENTS.map(({ source: name, event, file }): DataSource => {
    const source = manifest.dataSources.find((one) => one.name === name);
    if (source === undefined) throw new Error(`subgraph.yaml has no data source ${name}`);
    const abi = `Flat${event}`;
    return {
      ...source,
      name: abi,
      source: { ...source.source, abi },
      mapping: {
        ...source.mapping,
        abis: [{ name: abi, file: `./${abi}.json` }],
        eventHandlers: [{ event: `${event}(uint128,uint128)`, handler: `handle${abi}` }],
        file: fromDir(`test/matchstick/${file}`),
      },
    };
  });
  // Each test compiles the code of every data source anew; the scenarios speak of the first two StarkProxies only.
  const spoken = manifest.dataSources.filter(({ name }) => !/^StarkProxy[3-9]$/.test(name));
  return {
    ...manifest,
    schema: { file: fromDir(manifest.schema.file) },
    dataSources: [...spoken.map(moved), ...flat],
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
  await writeFile(path, stringify(withFlatSchedules(manifest, dir)));
  for (const { event } of FLAT_EVENTS) await writeFile(join(dir, `Flat${event}.json`), JSON.stringify(abiOf(event)));
  const build = supervisor.run('gnd build', gndBinary(), ['build', path, '--output-dir', `${join(dir, 'build')}/`], {
    cwd: PROJECT_ROOT,
    env: compilerEnvironment([join(PROJECT_ROOT, 'node_modules', '.bin'), process.env.PATH ?? '']),
  });
  const how = await supervisor.guard(build.ended);
  if (how !== 'exit status 0') throw new StackError('SUBGRAPH_BUILD', `gnd build failed (${how}): ${build.tail(8)}`);
  return path;
}
