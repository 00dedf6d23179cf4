/** Both subgraphs of a deployment, built: ours and one that stores an empty entity for each event. */
import { prepareDeployment } from '../../stack/subgraph.ts';
import { buildSubgraph, PROJECT_ROOT } from '../../stack/subgraph-build.ts';
import { Supervisor } from '../../stack/supervisor.ts';
import type { Deployment } from '../../subgraph/manifest.ts';
import { buildBaseline } from './baseline.ts';

export type Side = 'empty' | 'ours';

/** Paths of their manifests. */
export async function buildSides(deployment: Deployment): Promise<Record<Side, string>> {
  const supervisor = new Supervisor();
  try {
    const { root, build } = await buildBaseline(supervisor, deployment);
    return {
      empty: await prepareDeployment(build, root, deployment),
      ours: await prepareDeployment(await buildSubgraph(supervisor), PROJECT_ROOT, deployment),
    };
  } finally {
    await supervisor.stop();
  }
}
