/** The least a subgraph can do with the same logs: the same data sources and events, an empty immutable entity for each. */
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { buildSubgraph, PROJECT_ROOT } from '../../stack/subgraph-build.ts';
import type { Supervisor } from '../../stack/supervisor.ts';
import { type Deployment, renderManifest } from '../../subgraph/manifest.ts';

const SCHEMA = 'type Seen @entity(immutable: true) {\n  id: Bytes!\n}\n';

interface Mapping {
  kind: string;
  entities: string[];
  file: string;
  eventHandlers?: { handler: string }[];
  callHandlers?: { handler: string }[];
}

interface Manifest {
  dataSources: { mapping: Mapping }[];
  templates?: unknown;
}

const IMPORTS = `import { ethereum } from '@graphprotocol/graph-ts';\nimport { Seen } from '../generated/schema';\n\n`;
const onLog = (name: string) =>
  `export function ${name}(event: ethereum.Event): void {
  new Seen(event.transaction.hash.concatI32(event.logIndex.toI32())).save();\n}\n`;
const onCall = (name: string) =>
  `export function ${name}(call: ethereum.Call): void {\n  new Seen(call.transaction.hash).save();\n}\n`;

/** Our manifest of the deployment, with handlers of the same names that do nothing else; and their sources by file. */
export function emptied(deployment: Deployment): { manifest: string; files: Map<string, string> } {
  const manifest = parse(renderManifest(deployment)) as Manifest;
  delete manifest.templates;
  // Data sources share a file, and those of one contract its handlers.
  const handlers = new Map<string, Map<string, string>>();
  for (const { mapping } of manifest.dataSources) {
    mapping.entities = ['Seen'];
    const written = handlers.get(mapping.file) ?? new Map<string, string>();
    for (const { handler } of mapping.eventHandlers ?? []) written.set(handler, onLog(handler));
    for (const { handler } of mapping.callHandlers ?? []) written.set(handler, onCall(handler));
    handlers.set(mapping.file, written);
  }
  const files = new Map([...handlers].map(([file, written]) => [file, IMPORTS + [...written.values()].join('')]));
  return { manifest: stringify(manifest, { lineWidth: 0 }), files };
}

/** Writes and builds it under `.stack`; returns where it stands, and its build. */
export async function buildBaseline(
  supervisor: Supervisor,
  deployment: Deployment,
): Promise<{ root: string; build: { dir: string; hash: string } }> {
  const root = join(PROJECT_ROOT, '.stack', 'bench-baseline');
  const { manifest, files } = emptied(deployment);
  await rm(root, { recursive: true, force: true });
  await mkdir(join(root, 'mappings'), { recursive: true });
  await cp(join(PROJECT_ROOT, 'subgraph', 'abis'), join(root, 'subgraph', 'abis'), { recursive: true });
  await cp(join(PROJECT_ROOT, 'package-lock.json'), join(root, 'package-lock.json'));
  await symlink(join(PROJECT_ROOT, 'node_modules'), join(root, 'node_modules'), 'junction');
  await writeFile(join(root, 'schema.graphql'), SCHEMA);
  await writeFile(join(root, 'subgraph.yaml'), manifest);
  for (const [file, source] of files) await writeFile(join(root, file), source);
  return { root, build: await buildSubgraph(supervisor, root) };
}
