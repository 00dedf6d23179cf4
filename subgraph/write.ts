/** `npm run manifest [-- NETWORK]` writes subgraph.yaml, for mainnet unless another is named; `--check` only compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deploymentOf, readNetworks, renderManifest } from './manifest.ts';

const { values, positionals } = parseArgs({ options: { check: { type: 'boolean' } }, allowPositionals: true });
const network = positionals[0] ?? 'mainnet';
const file = new URL('../subgraph.yaml', import.meta.url);

const config = readNetworks()[network];
if (!config) {
  console.error(`NETWORK_UNKNOWN: subgraph/networks.json has no network "${network}"; add an entry or name another.`);
  process.exit(1);
}
const manifest = renderManifest(deploymentOf(network, config));
if (!values.check) {
  writeFileSync(file, manifest);
  console.log(`subgraph.yaml written for ${network}`);
} else if (readFileSync(file, 'utf8') !== manifest) {
  console.error('MANIFEST_DRIFT: subgraph.yaml is not what subgraph/ makes; run `npm run manifest` and commit it.');
  process.exit(1);
} else {
  console.log('subgraph.yaml is what subgraph/ makes');
}
