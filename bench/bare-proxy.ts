/**
 * The least that can stand between a client and a Graph Node: bytes in, bytes out, nothing read. In a process of its own,
 * like the gateway, whose cost is held against it.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { send } from '../api/upstream/send.ts';

const ANSWER_BYTES = 2 ** 27;

const target = new URL(process.argv[2] ?? '');
const pool = new Pool(target.origin, { connections: 16 });
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const question = Buffer.concat(chunks).toString();
    const asked = { path: target.pathname, body: question, limitBytes: ANSWER_BYTES, signal: null };
    const { status, body } = await send(pool, asked);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
  });
});
await once(server.listen(0, '127.0.0.1'), 'listening');
process.on('disconnect', () => process.exit());
process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
