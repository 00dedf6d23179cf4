/** One subgraph, indexed once from an empty database. */
import { setTimeout as pause } from 'node:timers/promises';
import { startGraphNode } from '../../stack/graph-node.ts';
import { indexingStatus } from '../../stack/graph-node-status.ts';
import { startPostgres } from '../../stack/postgres.ts';
import { withPostgres } from '../../stack/postgres-client.ts';
import { Supervisor } from '../../stack/supervisor.ts';
import { readMetrics, type Sections, sectionsOf, triggersDone } from './metrics.ts';

const EVERY_MS = 100;

export interface Source {
  readonly rpcUrl: string;
  readonly ipfsUrl: string;
  readonly network: string;
  readonly lastBlock: number;
}

export interface Indexed {
  /** From the deployment's first answer, before its first block, until its last block is stored. */
  readonly seconds: number;
  /** Handlers that ran. */
  readonly events: number;
  /** Of the deployment's tables with their indexes. */
  readonly bytes: number;
  readonly sections: Sections;
  /** How many handlers had run after how many seconds. */
  readonly course: readonly { readonly seconds: number; readonly events: number }[];
}

const SIZE = `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname LIKE 'sgd%' AND c.relkind = 'r'`;

export async function indexOnce(manifest: string, source: Source): Promise<Indexed> {
  const supervisor = new Supervisor();
  try {
    const { url: postgresUrl } = await startPostgres(supervisor);
    const { rpcUrl, ipfsUrl, network } = source;
    const node = await startGraphNode(supervisor, {
      ...{ manifest, network, postgresUrl, rpcUrl, ipfsUrl },
      isLocalChain: true,
    });
    const started = performance.now();
    const elapsed = () => (performance.now() - started) / 1000;
    const course: Indexed['course'][number][] = [];
    for (;;) {
      const status = await supervisor.guard(indexingStatus(node.indexNodeUrl));
      if (status && status.block >= source.lastBlock) break;
      course.push({ seconds: elapsed(), events: triggersDone(await readMetrics(node.metricsUrl)) });
      await supervisor.guard(pause(EVERY_MS));
    }
    const seconds = elapsed();
    const metrics = await readMetrics(node.metricsUrl);
    const events = triggersDone(metrics);
    course.push({ seconds, events });
    const { rows } = await withPostgres(postgresUrl, (client) => client.query(SIZE));
    return { seconds, events, bytes: Number(rows[0]?.bytes), sections: sectionsOf(metrics), course };
  } finally {
    await supervisor.stop();
  }
}
