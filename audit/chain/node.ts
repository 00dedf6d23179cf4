/** An Ethereum node with the state of past blocks, over JSON-RPC in batches. */
import { FetchRequest, JsonRpcProvider, Network } from 'ethers';
import { AuditError, reasonOf } from '../error.ts';
import type { Call, Returned } from './contract.ts';

/** Calls of one JSON-RPC batch. */
const BATCH = 100;
/** Calls on their way at once. */
const AT_ONCE = 500;

export interface ChainBlock {
  readonly number: number;
  readonly hash: string;
  /** Unix seconds. */
  readonly timestamp: bigint;
}

export class ArchiveNode {
  readonly #provider: JsonRpcProvider;
  readonly #url: string;

  private constructor(url: string, provider: JsonRpcProvider) {
    this.#url = url;
    this.#provider = provider;
  }

  /** Fails with one sentence where no node answers. */
  static async connect(url: string): Promise<ArchiveNode> {
    const hint = `check --rpc.`;
    if (!URL.canParse(url) || !/^https?:/.test(url))
      throw new AuditError('RPC_UNREACHABLE', `${url} is no http(s) address; ${hint}`);
    const request = new FetchRequest(url);
    request.timeout = 10_000;
    request.body = { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] };
    let chainId: unknown;
    try {
      chainId = (await request.send()).bodyJson?.result;
    } catch (error) {
      throw new AuditError('RPC_UNREACHABLE', `no Ethereum node answers at ${url} (${messageOf(error)}); ${hint}`);
    }
    if (typeof chainId !== 'string' || !/^0x[0-9a-f]+$/i.test(chainId))
      throw new AuditError('RPC_UNREACHABLE', `what answers at ${url} is no Ethereum node; ${hint}`);
    const network = Network.from(BigInt(chainId));
    return new ArchiveNode(url, new JsonRpcProvider(url, network, { staticNetwork: network, batchMaxCount: BATCH }));
  }

  async block(number: number): Promise<ChainBlock> {
    const block = await this.#send<{ hash: string; timestamp: string } | null>('eth_getBlockByNumber', number, [
      hex(number),
      false,
    ]);
    if (block === null) throw this.#withoutState(number, 'it does not know the block');
    return { number, hash: block.hash, timestamp: BigInt(block.timestamp) };
  }

  async code(address: string, block: number): Promise<string> {
    return this.#send<string>('eth_getCode', block, [address, hex(block)]);
  }

  /** Answers in the order of the calls; a revert is an answer, anything else that fails an AuditError. */
  async call(calls: readonly Call[], block: number): Promise<Returned[]> {
    const answers: Returned[] = [];
    for (let i = 0; i < calls.length; i += AT_ONCE) {
      const part = calls.slice(i, i + AT_ONCE).map((call) => this.#call(call, block));
      answers.push(...(await Promise.all(part)));
    }
    return answers;
  }

  close(): void {
    this.#provider.destroy();
  }

  async #call(call: Call, block: number): Promise<Returned> {
    try {
      return { data: await this.#provider.send('eth_call', [call, hex(block)]) };
    } catch (error) {
      const reason = messageOf(error);
      if (/revert|invalid opcode/i.test(reason)) return { revert: reason };
      throw this.#withoutState(block, reason);
    }
  }

  async #send<T>(method: string, block: number, params: unknown[]): Promise<T> {
    try {
      return await this.#provider.send(method, params);
    } catch (error) {
      throw this.#withoutState(block, messageOf(error));
    }
  }

  #withoutState(block: number, reason: string): AuditError {
    return new AuditError(
      'RPC_WITHOUT_STATE',
      `the node at ${this.#url} does not answer for block ${block} (${reason}); give an archive node with --rpc.`,
    );
  }
}

const hex = (number: number): string => `0x${number.toString(16)}`;

/** What the node itself said, without what ethers puts around it. */
function messageOf(error: unknown): string {
  const said = error as {
    error?: { message?: string };
    info?: { error?: { message?: string } };
    shortMessage?: string;
  };
  return said.info?.error?.message ?? said.error?.message ?? said.shortMessage ?? reasonOf(error);
}
