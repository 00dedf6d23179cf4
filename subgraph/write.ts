import { writeFileSync } from 'node:fs';
import { deploymentOf, readNetworks, renderManifest } from './manifest.ts';

/** `npm run manifest [-- NETWORK]`: writes subgraph.yaml for a network of networks.json, mainnet unless named. */
const network = process.argv[2] ?? 'mainnet';
const config = readNetworks()[network];
if (!config) {
  console.error(`NETWORK_UNKNOWN: subgraph/networks.json has no network "${network}"; add an entry or name another.`);
  process.exit(1);
}
writeFileSync(new URL('../subgraph.yaml', import.meta.url), renderManifest(deploymentOf(network, config)));
console.log(`subgraph.yaml written for ${network}`);
