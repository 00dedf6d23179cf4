/** Reorganisations under queries, and while another Graph Node indexes; both must prove what a clean run proves. */
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway } from '../api/main.ts';
import { startAnvil } from '../stack/anvil.ts';
import { type GraphNode, startGraphNode, waitForBlock } from '../stack/graph-node.ts';
import { startIpfs } from '../stack/ipfs.ts';
import { startPostgres } from '../stack/postgres.ts';
import { recordedDeployment } from '../stack/recorded-deployment.ts';
import { loadRecording } from '../stack/recording.ts';
import { replay } from '../stack/replay.ts';
import { prepareDeployment } from '../stack/subgraph.ts';
import { buildSubgraph, PROJECT_ROOT } from '../stack/subgraph-build.ts';
import { Supervisor } from '../stack/supervisor.ts';
import { ask } from './ask.ts';
import type { Draw } from './draw.ts';
import { type Proof, proofOf } from './evidence.ts';
import { ForkingChain } from './forking-chain.ts';
import { type Observations, observe } from './observers.ts';
import { walkUntilStale } from './walk.ts';

export interface ReorganisationResult extends Observations {
  reorganisations: number;
  deepest: number;
  /** Cursors whose block was given up: all of them must be refused. */
  staleCursors: number;
  /** Indexes begun meanwhile that stood for too long and were begun anew. */
  begunAnew: number;
  /** Of the index that was asked, of one made meanwhile, and of a clean one. */
  proofs: { asked: Proof; meanwhile: Proof; clean: Proof };
}

/** A gateway in front, and every Graph Node of its own database at the same manifest, whose path proofs depend on. */
async function startParts(supervisor: Supervisor, recordingPath: string) {
  const recording = await loadRecording(recordingPath);
  const { header } = recording;
  const manifest = await prepareDeployment(
    await buildSubgraph(supervisor),
    PROJECT_ROOT,
    recordedDeployment(recording, true),
  );
  const timestamp = recording.blocks[0]?.timestamp ?? 0;
  const [postgres, ipfs, anvil] = await Promise.all([
    startPostgres(supervisor),
    startIpfs(supervisor, recording.files),
    startAnvil(supervisor, { chainId: header.chainId, timestamp }),
  ]);
  await replay({ rpcUrl: anvil.url, recording });
  const owner = header.stakers[0] ?? '';
  const chain = new ForkingChain(anvil.url, header.contracts.liquidityStaking?.address ?? '', owner);
  supervisor.onStop(() => chain.close());
  const node = async (name: string, isLocalChain: boolean): Promise<GraphNode> =>
    startGraphNode(supervisor, {
      manifest,
      network: 'local',
      postgresUrl: await postgres.create(name),
      rpcUrl: anvil.url,
      ipfsUrl: ipfs.url,
      isLocalChain,
    });
  return { chain, node, rpcUrl: anvil.url };
}

/**
 * Waits for the chain's head, mining on where a Graph Node sleeps through a block. False where that takes longer than
 * `mostMs`: one that read the calls of a block just as it was replaced waits two minutes, which no setting changes.
 */
async function caughtUp(
  supervisor: Supervisor,
  node: GraphNode,
  chain: ForkingChain,
  mostMs = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const end = Date.now() + mostMs;
  const isThere = waitForBlock(supervisor, node, chain.head.number, () => undefined).then(() => true);
  isThere.catch(() => undefined);
  while (!(await Promise.race([isThere, pause(3_000, false)]))) {
    if (Date.now() > end) return false;
    await chain.mine(0);
  }
  return true;
}

export interface Reorganisations {
  recording: string;
  draw: Draw;
  times: number;
  /** For how long a block may be shown after it was given up. */
  graceMs: number;
  /** For how long the index that is made meanwhile may stand before another one is begun. */
  standingMs: number;
}

export async function reorganise(options: Reorganisations): Promise<ReorganisationResult> {
  const { recording, draw, times, graceMs, standingMs } = options;
  const supervisor = new Supervisor();
  try {
    const { chain, node, rpcUrl } = await startParts(supervisor, recording);
    await chain.begin();
    const asked = await node('asked', true);
    await caughtUp(supervisor, asked, chain);
    const gatewayOptions = { port: 0, host: '127.0.0.1', logLevel: 'error', rpcUrl } as const;
    const gateway = await startGateway({ ...gatewayOptions, graphNodeUrl: asked.graphqlUrl });
    supervisor.onStop(() => gateway.close());
    const url = `${gateway.url}/graphql`;
    const { data } = JSON.parse((await ask(url, '{ pools { activityCount } }')).text);
    const observers = observe({ url, chain, activities: data.pools[0].activityCount, graceMs }, 3);
    const count = { reorganisations: 0, deepest: 0, staleCursors: 0, begunAnew: 0 };
    const faults: string[] = [];

    async function once(): Promise<void> {
      const n = count.reorganisations++;
      await chain.mine(draw.one(`approvals ${n}`, [0, 1, 2]));
      await chain.mine(draw.one(`more approvals ${n}`, [0, 1]));
      const depth = Math.min(chain.depth, draw.one(`depth ${n}`, [1, 2, 3, 5]));
      count.deepest = Math.max(count.deepest, depth);
      const walk = await walkUntilStale(url, chain, depth, async () => {
        await caughtUp(supervisor, asked, chain);
      });
      await chain.reorganise(depth, draw.one(`longer ${n}`, [2, 3]));
      await caughtUp(supervisor, asked, chain);
      const said = await walk();
      if (said === 'CURSOR_STALE') count.staleCursors++;
      else faults.push(`a cursor whose block was given up is answered with ${said}`);
    }

    /** An index of a chain that is reorganised while it is made, as on one that others mine on. */
    async function made(): Promise<GraphNode> {
      const making = node(`meanwhile${count.begunAnew}`, false);
      making.catch(() => undefined);
      for (let i = 0; i < times; i++) await once();
      const meanwhile = await supervisor.guard(making);
      if (await caughtUp(supervisor, meanwhile, chain, standingMs)) return meanwhile;
      count.begunAnew++;
      await meanwhile.part.stop();
      return made();
    }

    for (let i = 0; i < 4; i++) await chain.mine(1 - (i % 2));
    const meanwhile = await made();
    // Waiting for one of them may mine on: what is compared is a block that both have by then.
    const block = chain.head.number;
    await caughtUp(supervisor, meanwhile, chain);
    await caughtUp(supervisor, asked, chain);
    const found = await observers.stop();
    const clean = await node('clean', true);
    await caughtUp(supervisor, clean, chain);
    const proofs = {
      asked: await proofOf(asked.indexNodeUrl, block),
      meanwhile: await proofOf(meanwhile.indexNodeUrl, block),
      clean: await proofOf(clean.indexNodeUrl, block),
    };
    for (const name of ['asked', 'meanwhile'] as const)
      if (JSON.stringify(proofs[name]) !== JSON.stringify(proofs.clean))
        faults.push(
          `the index ${name} proves ${JSON.stringify(proofs[name])}, a clean one ${JSON.stringify(proofs.clean)}`,
        );
    return { ...found, ...count, faults: [...found.faults, ...faults], proofs };
  } finally {
    await supervisor.stop();
  }
}
