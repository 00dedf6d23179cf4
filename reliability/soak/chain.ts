/** A chain that goes on by itself: a block a second with events, and now and then another chain in place of the last blocks. */
import { setTimeout as pause } from 'node:timers/promises';
import { emittingInput } from '../../stack/emitter.ts';
import { JsonRpc } from '../../stack/json-rpc.ts';
import type { Random } from '../random.ts';

/** `Approval(address,address,uint256)` and `Transfer(address,address,uint256)`. */
const APPROVAL = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925';
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const SECONDS_PER_BLOCK = 12;
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
  const rpc = new JsonRpc(facts.rpcUrl);
  const asked = new JsonRpc(facts.rpcUrl);
  let [blocks, reorganisations, sent, isStopping] = [0, 0, 0, false];
  const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0');

  async function send(): Promise<void> {
    const { pool, usdc, owner } = facts;
    const [address, topic] = random.chance(0.7) ? [pool, APPROVAL] : [usdc, TRANSFER];
    const topics = [topic, `0x${word(owner)}`, `0x${word(pool)}`];
    const data = emittingInput([{ address, topics, data: `0x${word(BigInt(++sent))}` }]);
    await rpc.call('eth_sendTransaction', { from: owner, to: address, gas: '0x1c9c380', gasPrice: '0x0', data });
  }

  async function mine(): Promise<void> {
    for (let events = random.below(4); events > 0; events--) await send();
    const { timestamp } = await rpc.call<{ timestamp: string }>('eth_getBlockByNumber', 'latest', false);
    await rpc.call('evm_mine', `0x${(Number(timestamp) + SECONDS_PER_BLOCK).toString(16)}`);
    blocks++;
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      for (let n = 0; n < reorganiseEvery && !isStopping; n++) {
        await mine();
        await pause(everyMs);
      }
      const depth = 1 + random.below(DEEPEST);
      const snapshot = await rpc.call<string>('evm_snapshot');
      for (let n = 0; n < depth && !isStopping; n++) {
        await mine();
        await pause(everyMs);
      }
      await rpc.call('evm_revert', snapshot);
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
      const block = await asked.call<{ hash: string } | null>(
        'eth_getBlockByNumber',
        `0x${number.toString(16)}`,
        false,
      );
      return block?.hash ?? null;
    },
    async stop() {
      isStopping = true;
      await running;
      await Promise.all([rpc.close(), asked.close()]);
    },
  };
}
