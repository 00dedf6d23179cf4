/** A chain that grows and reorganises on demand, and remembers which block was on it when, and what had happened by then. */
import { ReplayedChain } from './replayed-chain.ts';

export interface KnownBlock {
  number: number;
  hash: string;
  timestamp: string;
  /** Approvals since the beginning, on this branch. */
  approvals: number;
  /** Milliseconds at which it left the chain; infinite while it is on it. */
  until: number;
}

export class ForkingChain {
  /** Every block there ever was since the beginning, by hash. */
  readonly blocks = new Map<string, KnownBlock>();
  readonly #chain: ReplayedChain;
  /** The chain as it is, with the snapshot taken before each block but the first. */
  #branch: { block: KnownBlock; before: string }[] = [];

  /** `pool` is a recorded contract, which logs what it is told to; the owner is any account. */
  constructor(rpcUrl: string, pool: string, owner: string) {
    this.#chain = new ReplayedChain(rpcUrl, pool, owner);
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
    const before = await this.#chain.snapshot();
    await this.#chain.mine(approvals);
    const block = await this.#newest(head.approvals);
    this.blocks.set(block.hash, block);
    this.#branch.push({ block, before });
  }

  /** Gives up `depth` blocks for a branch that is longer by `more`, one approval in each second block of it. */
  async reorganise(depth: number, more: number): Promise<void> {
    const lost = this.#branch.splice(-depth);
    await this.#chain.revert(lost[0]?.before ?? '');
    const now = Date.now();
    for (const { block } of lost) block.until = now;
    for (let i = 0; i < depth + more; i++) await this.mine(1 - (i % 2));
  }

  close(): Promise<void> {
    return this.#chain.close();
  }

  /** What is in it is for the chain to say: a busy one may take a transaction into the block after. */
  async #newest(approvalsBefore: number): Promise<KnownBlock> {
    const { number, hash, timestamp, transactions } = await this.#chain.newest();
    const approvals = approvalsBefore + transactions.length;
    return { number, hash, timestamp: `${timestamp}`, approvals, until: Number.POSITIVE_INFINITY };
  }
}
