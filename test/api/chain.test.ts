import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { connectChain } from '../../api/upstream/chain.ts';

const hash = (n: number) => `0x${n.toString(16).padStart(64, '0')}`;
const zero = (digits: number) => `0x${'0'.repeat(digits)}`;

/** A chain whose block has another hash each time it is asked for. */
async function changingChain() {
  let asked = 0;
  const block = () => ({
    ...{
      number: '0x41',
      hash: hash(++asked),
      parentHash: hash(0),
      timestamp: '0x1',
      nonce: zero(16),
      difficulty: '0x0',
    },
    ...{ gasLimit: '0x1', gasUsed: '0x0', miner: zero(40), extraData: '0x', transactions: [] },
  });
  const server = createServer(async (request, response) => {
    const { id } = (await json(request)) as { id: number };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result: block() }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

it('asks the chain each time: a block that was kept may be of a branch that is gone', async () => {
  const server = await changingChain();
  const chain = connectChain(server.url);
  try {
    const hashes = [await chain.block(65), await chain.block(65)].map((block) => block?.hash);
    expect(hashes).toEqual([hash(1), hash(2)]);
  } finally {
    chain.close();
    server.close();
  }
});
