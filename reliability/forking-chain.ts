/** A chain that grows and reorganises on demand, and remembers which block was on it when, and what had happened by then. */
import { emittingInput } from '../stack/emitter.ts';
import { JsonRpc } from '../stack/json-rpc.ts';

/** `Approval(address,address,uint256)`: an activity that moves nothing. */
const APPROVAL = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925';
const SECONDS_PER_BLOCK = 12;

export interface KnownBlock {
  number: number;
  hash: string;
  timestamp: string;
  /** Approvals since the beginning, on this branch. */
  approvals: number;
  /** Milliseconds at which it left the chain; infinite while it is on it. */
  until: number;
}

interface Mined {
  number: string;
  hash: string;
  timestamp: string;
  transactions: string[];
}

const hex = (value: number): string => `0x${value.toString(16)}`;
const word = (value: bigint): string => value.toString(16).padStart(64, '0');

export class ForkingChain {
  /** Every block there ever was since the beginning, by hash. */
  readonly blocks = new Map<string, KnownBlock>();
  readonly #rpc: JsonRpc;
  readonly #pool: string;
  readonly #owner: string;
  /** The chain as it is, with the snapshot taken before each block but the first. */
  #branch: { block: KnownBlock; before: string }[] = [];
  /** Of the newest approval: no two are the same, so that no two branches are. */
  #value = 0;

  /** `pool` is a recorded contract, which logs what it is told to; the owner is any account. */
  constructor(rpcUrl: string, pool: string, owner: string) {
    this.#rpc = new JsonRpc(rpcUrl);
    this.#pool = pool;
    this.#owner = owner;
  }

  get head(): KnownBlock {
    const last = this.#branch.at(-1);
    if (!last) throw new Error('begin() first');
    return last.block;
  }

  /** Blocks that can be given up. */
  get depth(): number {
    return this.#branch.length - 1;
  }

  /** The newest block there is becomes the first that is known. */
  async begin(): Promise<void> {
    // What is in it was counted before.
    this.#branch = [{ block: { ...(await this.#newest(0)), approvals: 0 }, before: '' }];
    this.blocks.set(this.head.hash, this.head);
  }

  async mine(approvals: number): Promise<void> {
    const { head } = this;
    const before = await this.#rpc.call<string>('evm_snapshot');
    for (let i = 0; i < approvals; i++) await this.#approve();
    await this.#rpc.call('evm_mine', hex(Number(head.timestamp) + SECONDS_PER_BLOCK));
    const block = await this.#newest(head.approvals);
    this.blocks.set(block.hash, block);
    this.#branch.push({ block, before });
  }

  /** Gives up `depth` blocks for a branch that is longer by `more`, one approval in each second block of it. */
  async reorganise(depth: number, more: number): Promise<void> {
    const lost = this.#branch.splice(-depth);
    await this.#rpc.call('evm_revert', lost[0]?.before);
    const now = Date.now();
    for (const { block } of lost) block.until = now;
    for (let i = 0; i < depth + more; i++) await this.mine(1 - (i % 2));
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }

  async #approve(): Promise<void> {
    const topics = [APPROVAL, `0x${word(BigInt(this.#owner))}`, `0x${word(BigInt(this.#pool))}`];
    const data = emittingInput([{ address: this.#pool, topics, data: `0x${word(BigInt(++this.#value))}` }]);
    const call = { from: this.#owner, to: this.#pool, gas: '0x1c9c380', gasPrice: '0x0', data };
    await this.#rpc.call('eth_sendTransaction', call);
  }

  /** What is in it is for the chain to say: a busy one may take a transaction into the block after. */
  async #newest(approvalsBefore: number): Promise<KnownBlock> {
    const mined = await this.#rpc.call<Mined>('eth_getBlockByNumber', 'latest', false);
    return {
      number: Number(mined.number),
      hash: mined.hash,
      timestamp: `${Number(mined.timestamp)}`,
      approvals: approvalsBefore + mined.transactions.length,
      until: Number.POSITIVE_INFINITY,
    };
  }
}
