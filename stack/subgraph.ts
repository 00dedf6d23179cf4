import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { type Deployment, renderManifest } from '../subgraph/manifest.ts';
import { StackError } from './error.ts';

interface DataSource {
  name: string;
  network?: unknown;
  context?: unknown;
  source: Record<string, unknown>;
  mapping: Record<string, unknown>;
}

interface Manifest {
  dataSources: DataSource[];
  templates?: DataSource[];
}

/** What differs between deployments; everything else, above all the compiled code, is the build's. */
const HANDLERS = ['eventHandlers', 'callHandlers', 'blockHandlers'] as const;

function patch(built: DataSource, wanted: DataSource): void {
  built.network = wanted.network;
  built.context = wanted.context;
  for (const key of ['address', 'startBlock']) {
    if (wanted.source[key] !== undefined) built.source[key] = wanted.source[key];
  }
  for (const kind of HANDLERS) {
    if (wanted.mapping[kind] === undefined) delete built.mapping[kind];
    else built.mapping[kind] = wanted.mapping[kind];
  }
}

/** Data sources that a deployment has more of than the build, as StarkProxies: the same code, found by its ABI. */
function addAlike(built: Manifest, wanted: Manifest): void {
  const names = new Set(built.dataSources.map(({ name }) => name));
  for (const { name, source } of wanted.dataSources) {
    const alike = built.dataSources.find((one) => one.source.abi === source.abi && one.name.startsWith('StarkProxy'));
    if (!names.has(name) && alike) built.dataSources.push({ ...structuredClone(alike), name });
  }
}

/** The built manifest, made that of `deployment`. */
export function deployedManifest(built: string, deployment: Deployment): string {
  // gnd writes addresses unquoted, which YAML takes for numbers: read every scalar of it as text.
  const manifest = parse(built, { schema: 'failsafe' }) as Manifest;
  const wanted = parse(renderManifest(deployment)) as Manifest;
  const sources = new Map(wanted.dataSources.map((source) => [source.name, source]));
  addAlike(manifest, wanted);
  manifest.dataSources = manifest.dataSources.filter((source) => sources.has(source.name));
  for (const source of manifest.dataSources) {
    const from = sources.get(source.name);
    if (from) patch(source, from);
    sources.delete(source.name);
  }
  for (const template of manifest.templates ?? []) {
    if (template.network !== undefined) template.network = deployment.network;
  }
  const missing = [...sources.keys()][0];
  if (missing)
    throw new StackError('SUBGRAPH_STALE', `the build has no data source ${missing}; remove build/ and start again.`);
  return stringify(manifest, { lineWidth: 0 });
}

/**
 * A directory with the build and the manifest of `deployment`; returns the manifest's path. Graph Node names a deployment
 * after that path and seeds its proofs of indexing with the name, so equal deployments get equal paths.
 */
export async function prepareDeployment(
  build: { dir: string; hash: string },
  root: string,
  deployment: Deployment,
): Promise<string> {
  const manifest = deployedManifest(await readFile(join(build.dir, 'subgraph.yaml'), 'utf8'), deployment);
  const name = createHash('sha256').update(build.hash).update(manifest).digest('hex').slice(0, 16);
  const dir = join(root, '.stack', 'deployments', name);
  const path = join(dir, 'subgraph.yaml');
  if ((await readFile(path, 'utf8').catch(() => '')) === manifest) return path;
  const aside = `${dir}-${process.pid}`;
  await mkdir(join(root, '.stack', 'deployments'), { recursive: true });
  await cp(build.dir, aside, { recursive: true });
  await writeFile(join(aside, 'subgraph.yaml'), manifest);
  await rm(dir, { recursive: true, force: true });
  await rename(aside, dir).catch(async () => {
    // Another start was faster with the same deployment.
    await rm(aside, { recursive: true, force: true });
  });
  return path;
}
