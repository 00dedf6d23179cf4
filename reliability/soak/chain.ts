/** A chain that goes on by itself: a block a second with events, and now and then another chain in place of the last blocks. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../random.ts';
import { APPROVAL, ReplayedChain, TRANSFER } from '../replayed-chain.ts';

/** Blocks given up at once: from one to so many. */
const DEEPEST = 4;

export interface ChainFacts {
  readonly rpcUrl: string;
  /** Recorded contracts, which log what they are told to. */
  readonly pool: string;
  readonly usdc: string;
  readonly owner: string;
}

export interface GoingChain {
  blocks(): number;
  reorganisations(): number;
  /** Hash of the canonical block with that number. */
  hashOf(number: number): Promise<string | null>;
  stop(): Promise<void>;
}

/** Approvals change nothing but the ledger; plain USDC transfers to the pool change what it holds. */
export function goOn(facts: ChainFacts, random: Random, everyMs: number, reorganiseEvery: number): GoingChain {
  const { rpcUrl, pool, usdc, owner } = facts;
  const chain = new ReplayedChain(rpcUrl, pool, owner);
  let [blocks, reorganisations, isStopping] = [0, 0, false];

  async function mine(): Promise<void> {
    for (let events = random.below(4); events > 0; events--)
      await (random.chance(0.7) ? chain.emit(APPROVAL) : chain.emit(TRANSFER, usdc));
    await chain.mine();
    blocks++;
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      for (let n = 0; n < reorganiseEvery && !isStopping; n++) {
        await mine();
        await pause(everyMs);
      }
      const depth = 1 + random.below(DEEPEST);
      const snapshot = await chain.snapshot();
      for (let n = 0; n < depth && !isStopping; n++) {
        await mine();
        await pause(everyMs);
      }
      await chain.revert(snapshot);
      // A Graph Node follows another chain only once it is the longer one.
      for (let n = 0; n < depth + 2; n++) await mine();
      reorganisations++;
    }
  }

  const running = run();
  // Seen again by whoever stops it.
  running.catch(() => undefined);
  return {
    blocks: () => blocks,
    reorganisations: () => reorganisations,
    async hashOf(number) {
      return (await chain.block(number))?.hash ?? null;
    },
    async stop() {
      isStopping = true;
      await running;
      await chain.close();
    },
  };
}
