/** The two subgraphs of a deployment: ours and one that stores an empty entity for each event. */
import { prepareDeployment } from '../../stack/subgraph.ts';
import { buildSubgraph, PROJECT_ROOT } from '../../stack/subgraph-build.ts';
import { Supervisor } from '../../stack/supervisor.ts';
import type { Deployment } from '../../subgraph/manifest.ts';
import { buildBaseline } from './baseline.ts';

export type Side = 'empty' | 'ours';

/** Builds one of them; returns the path of its manifest. */
export async function buildSide(side: Side, deployment: Deployment): Promise<string> {
  const supervisor = new Supervisor();
  try {
    const { root, build } =
      side === 'empty'
        ? await buildBaseline(supervisor, deployment)
        : { root: PROJECT_ROOT, build: await buildSubgraph(supervisor) };
    return await prepareDeployment(build, root, deployment);
  } finally {
    await supervisor.stop();
  }
}
