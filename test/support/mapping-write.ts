// Writes test/mappings/*.json from the scenarios: `node --import tsx test/support/mapping-write.ts`.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { folder, scenarios } from './mapping-scenario-files.ts';

for (const file of readdirSync(folder)) if (file.endsWith('.json')) rmSync(`${folder}${file}`);
for (const [name, scenario] of Object.entries(scenarios)) {
  writeFileSync(`${folder}${name}.json`, JSON.stringify(scenario));
}
const root = fileURLToPath(new URL('../..', import.meta.url));
execFileSync(`${root}node_modules/.bin/biome`, ['format', '--write', folder], { cwd: root, stdio: 'inherit' });
