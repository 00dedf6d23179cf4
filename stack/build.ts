/** `npm run build`: generated types and the compiled subgraph, for any Graph Node; nothing is done twice. */
import { relative } from 'node:path';
import { buildSubgraph } from './subgraph-build.ts';
import { Supervisor } from './supervisor.ts';

const supervisor = new Supervisor();
try {
  const { dir, built } = await buildSubgraph(supervisor);
  console.log(`${relative(process.cwd(), dir)}/subgraph.yaml ${built ? 'built' : 'is up to date'}`);
} finally {
  await supervisor.stop();
}
