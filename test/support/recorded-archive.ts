/**
 * An archive node that knows what a recording tells and nothing else: `eth_call` answers with what the real contracts
 * answered, other questions get a JSON-RPC error. Block hashes are those of the chain that the recording is replayed on.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Interface } from 'ethers';
import { MULTICALL3 } from '../../audit/chain/multicall.ts';
import { type Falsehood, RecordedAnswers, Revert, Unknown } from './recorded-answers.ts';

export interface RecordedArchiveOptions {
  /** The recording's file. */
  recording: string;
  /** JSON-RPC of the chain it is replayed on. */
  chain: string;
  multicall: boolean;
}

export interface RecordedArchive {
  readonly url: string;
  /** Answers to be changed; to be filled and emptied while it runs. */
  readonly falsehoods: Falsehood[];
  /** Requests of each method, multicalls and batches counted once. */
  readonly asked: Record<string, number>;
  close(): Promise<void>;
}

interface Request {
  id: number;
  method: string;
  params: [{ to: string; data: string; from?: string }, string] & [string, unknown];
}

const MULTICALL = new Interface([
  'function aggregate3((address target, bool allowFailure, bytes callData)[] calls) payable returns ((bool success, bytes returnData)[] returnData)',
]);

export async function startRecordedArchive(options: RecordedArchiveOptions): Promise<RecordedArchive> {
  const answers = await RecordedAnswers.read(options.recording);
  const asked: Record<string, number> = {};

  function call({ to, data, from }: Request['params'][0], block: number): string {
    if (to.toLowerCase() !== MULTICALL3.toLowerCase()) return answers.call(to, data, from, block);
    const [calls] = MULTICALL.decodeFunctionData('aggregate3', data);
    const results = (calls as { target: string; callData: string }[]).map(({ target, callData }) => {
      try {
        return [true, answers.call(target, callData, undefined, block)];
      } catch (error) {
        if (error instanceof Revert) return [false, '0x'];
        throw error;
      }
    });
    return MULTICALL.encodeFunctionResult('aggregate3', [results]);
  }

  async function result({ method, params }: Request): Promise<unknown> {
    asked[method] = (asked[method] ?? 0) + 1;
    if (method === 'eth_chainId') return `0x${answers.chainId.toString(16)}`;
    if (method === 'eth_blockNumber') return `0x${answers.lastBlock.toString(16)}`;
    if (method === 'eth_getBlockByNumber') return forward(options.chain, method, params);
    if (method === 'eth_getCode') return options.multicall && params[0] === MULTICALL3 ? '0x01' : '0x';
    if (method === 'eth_call') return call(params[0], Number(params[1]));
    throw new Unknown(`the method ${method} does not exist`);
  }

  async function answer(request: Request): Promise<object> {
    const { id } = request;
    try {
      return { jsonrpc: '2.0', id, result: await result(request) };
    } catch (error) {
      if (error instanceof Revert) return { jsonrpc: '2.0', id, error: { code: 3, message: error.message } };
      if (error instanceof Unknown) return { jsonrpc: '2.0', id, error: { code: -32000, message: error.message } };
      throw error;
    }
  }

  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as Request | Request[];
    const reply = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, falsehoods: answers.falsehoods, asked, close: () => close(server) };
}

async function forward(url: string, method: string, params: unknown): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await response.json()) as { result: unknown }).result;
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
