/**
 * What idle connections cost a gateway: `node --import tsx bench/idle-connections.ts URL [10000]`. They are opened from
 * several processes of our own, held, and queries asked meanwhile; memory and latency come from the gateway's metrics.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { median } from './spread.ts';

const EACH = 2500;

/** Opens connections and holds them until its parent is gone. */
async function hold(port: number, host: string, count: number): Promise<void> {
  let open = 0;
  for (let i = 0; i < count; i++) {
    const socket = connect(port, host);
    socket.on('error', () => undefined).on('close', () => open--);
    await once(socket, 'connect').then(
      () => open++,
      () => undefined,
    );
  }
  process.on('message', () => process.send?.(open));
  process.send?.(open);
  process.on('disconnect', () => process.exit());
}

async function memory(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20;
}

async function latency(origin: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 200; i++) {
    const started = performance.now();
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ pools { id } }' }),
    });
    if (response.status !== 200) throw new Error(`the gateway answered ${response.status}`);
    await response.text();
    times.push(performance.now() - started);
  }
  return median(times);
}

async function main(origin: string, count: number): Promise<void> {
  const { port, hostname } = new URL(origin);
  const figures = async (when: string) => ({
    when,
    'RSS MiB': await memory(origin),
    'median ms': await latency(origin),
  });
  await latency(origin);
  const table = [await figures('before')];
  const holders: ChildProcess[] = [];
  for (let left = count; left > 0; left -= EACH)
    holders.push(
      fork(new URL(import.meta.url), ['--hold', port, hostname, String(Math.min(left, EACH))], {
        execArgv: ['--import', 'tsx'],
      }),
    );
  const opened = await Promise.all(holders.map(async (holder) => Number((await once(holder, 'message'))[0])));
  table.push(await figures(`with ${opened.reduce((sum, each) => sum + each, 0)} idle connections`));
  for (const holder of holders) holder.send('count');
  const still = await Promise.all(holders.map(async (holder) => Number((await once(holder, 'message'))[0])));
  console.log(`${still.reduce((sum, each) => sum + each, 0)} of them were open to the end`);
  for (const holder of holders) holder.disconnect();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  table.push(await figures('after'));
  console.table(table);
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--hold') await hold(Number(rest[0]), rest[1] ?? '', Number(rest[2]));
else if (first !== undefined) await main(new URL(first).origin, Number(rest[0] ?? 10_000));
