// `gnd test test/mappings` on a Postgres of its own: the mappings in the real Graph Node, only the chain is mocked.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gndBinary } from '../stack/binaries.ts';
import { startPostgres } from '../stack/postgres.ts';
import { PROJECT_ROOT } from '../stack/subgraph-build.ts';
import { Supervisor } from '../stack/supervisor.ts';
import { buildForTests } from './support/mapping-build.ts';
import { staleScenarios } from './support/mapping-scenario-files.ts';

/** Each test keeps its connections to Postgres until the process ends, and there are not enough of them for all. */
const TESTS_AT_ONCE = 30;

/** All of them, or those named on the command line. */
const tests =
  process.argv.length > 2
    ? process.argv.slice(2)
    : readdirSync(join(PROJECT_ROOT, 'test/mappings'))
        .filter((file) => file.endsWith('.json'))
        .map((file) => join('test/mappings', file));

async function runTests(supervisor: Supervisor): Promise<number> {
  const manifest = await buildForTests(supervisor);
  const { url } = await startPostgres(supervisor);
  let failed = 0;
  for (let first = 0; first < tests.length; first += TESTS_AT_ONCE) {
    const some = tests.slice(first, first + TESTS_AT_ONCE);
    const gnd = supervisor.run('gnd test', gndBinary(), ['test', '-m', manifest, '--skip-build', ...some], {
      cwd: PROJECT_ROOT,
      // The blocks of all tests have the same hashes: without this the node answers a query from an earlier test's cache.
      env: { POSTGRES_URL: url, GRAPH_CACHED_SUBGRAPH_IDS: 'none' },
      onLine: (line) => console.log(line),
    });
    if ((await supervisor.guard(gnd.ended)) !== 'exit status 0') failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

const stale = staleScenarios();
if (stale.length > 0) {
  console.error(`Not what test/support/mapping-scenarios-*.ts say: ${stale.join(', ')}`);
  console.error('Write them again: node --import tsx test/support/mapping-write.ts');
  process.exit(1);
}
const supervisor = new Supervisor();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void supervisor.stop().finally(() => process.exit(130)));
}
try {
  process.exitCode = await runTests(supervisor);
} finally {
  await supervisor.stop();
}
