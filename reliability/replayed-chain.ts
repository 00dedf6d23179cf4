/** A replayed recording that goes on: its contracts log what they are told to. */
import { emittingInput } from '../stack/emitter.ts';
import { JsonRpc } from '../stack/json-rpc.ts';

/** `Approval(address,address,uint256)`: an activity that moves nothing. */
export const APPROVAL = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925';
/** `Transfer(address,address,uint256)`. */
export const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';
const SECONDS_PER_BLOCK = 12;

export interface MinedBlock {
  readonly number: number;
  readonly hash: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Hashes. */
  readonly transactions: readonly string[];
}

const hex = (value: number): string => `0x${value.toString(16)}`;
const word = (value: bigint | string): string => `0x${BigInt(value).toString(16).padStart(64, '0')}`;

export class ReplayedChain {
  readonly #rpc: JsonRpc;
  readonly #pool: string;
  readonly #owner: string;
  /** Of the newest log: no two are the same, so that no two branches are. */
  #value = 0n;

  /** `pool` is a recorded contract; the owner is any account. */
  constructor(rpcUrl: string, pool: string, owner: string) {
    this.#rpc = new JsonRpc(rpcUrl);
    this.#pool = pool;
    this.#owner = owner;
  }

  /** The newest block, or the one with that number; null where there is none. */
  async block(number: number | 'latest'): Promise<MinedBlock | null> {
    const place = number === 'latest' ? number : hex(number);
    const mined = await this.#rpc.call<Record<'number' | 'hash' | 'timestamp', string> & MinedBlock>(
      'eth_getBlockByNumber',
      place,
      false,
    );
    return mined && { ...mined, number: Number(mined.number), timestamp: Number(mined.timestamp) };
  }

  async newest(): Promise<MinedBlock> {
    return (await this.block('latest')) as MinedBlock;
  }

  /** A log between owner and pool in the next block, by the pool unless another recorded contract is named. */
  async emit(topic: string, address = this.#pool): Promise<void> {
    const data = emittingInput([
      { address, topics: [topic, word(this.#owner), word(this.#pool)], data: word(++this.#value) },
    ]);
    const call = { from: this.#owner, to: address, gas: '0x1c9c380', gasPrice: '0x0', data };
    await this.#rpc.call('eth_sendTransaction', call);
  }

  async mine(approvals = 0): Promise<void> {
    for (let i = 0; i < approvals; i++) await this.emit(APPROVAL);
    await this.#rpc.call('evm_mine', hex((await this.newest()).timestamp + SECONDS_PER_BLOCK));
  }

  /** Names the chain as it is, for `revert`. */
  snapshot(): Promise<string> {
    return this.#rpc.call<string>('evm_snapshot');
  }

  async revert(snapshot: string): Promise<void> {
    await this.#rpc.call('evm_revert', snapshot);
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }
}
