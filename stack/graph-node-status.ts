import { setTimeout as pause } from 'node:timers/promises';
import { request } from 'undici';
import { StackError } from './error.ts';
import type { Supervisor } from './supervisor.ts';

export interface IndexingStatus {
  block: number;
  head: number;
  synced: boolean;
}

const STATUS = `{ indexingStatuses { synced health fatalError { message handler block { number } }
  chains { latestBlock { number } chainHeadBlock { number } } } }`;

interface StatusAnswer {
  data?: {
    indexingStatuses: {
      synced: boolean;
      health: string;
      fatalError: { message: string; handler: string | null; block: { number: string } | null } | null;
      chains: { latestBlock: { number: string } | null; chainHeadBlock: { number: string } | null }[];
    }[];
  };
}

/** How far Graph Node is, or null while it does not know yet. Throws when indexing failed for good. */
export async function indexingStatus(indexNodeUrl: string): Promise<IndexingStatus | null> {
  const response = await request(indexNodeUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: STATUS }),
  });
  const answer = (await response.body.json()) as StatusAnswer;
  const status = answer.data?.indexingStatuses[0];
  if (!status) return null;
  if (status.fatalError) {
    const { message, handler, block } = status.fatalError;
    const where = `${handler ? ` in ${handler}` : ''}${block ? ` at block ${block.number}` : ''}`;
    throw new StackError('SUBGRAPH_FAILED', `indexing stopped${where}: ${message.replace(/\s+/g, ' ').slice(0, 800)}`);
  }
  const chain = status.chains[0];
  return {
    block: Number(chain?.latestBlock?.number ?? -1),
    head: Number(chain?.chainHeadBlock?.number ?? -1),
    synced: status.synced,
  };
}

const WATCH_MS = 2_000;

/** Keeps in mind how far the index ever was, at least `block`: from there answers went out. */
export function watchIndex(supervisor: Supervisor, node: { indexNodeUrl: string }, block: number): { block: number } {
  const reached = { block };
  const watch = async (): Promise<void> => {
    while (!supervisor.isStopping) {
      await pause(WATCH_MS, undefined, { ref: false });
      // While it is started again it does not answer, and that it failed is told by its health.
      const status = await indexingStatus(node.indexNodeUrl).catch(() => null);
      reached.block = Math.max(reached.block, status?.block ?? 0);
    }
  };
  void watch();
  return reached;
}
