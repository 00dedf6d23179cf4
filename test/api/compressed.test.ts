import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Answer } from '../../api/execute/answer.ts';
import { compressed } from '../../api/http/compressed.ts';

const answer = (text: string): Answer => ({ bytes: Buffer.from(text), lifetime: 'head' });
const long = (): Answer => answer(JSON.stringify({ data: Array.from({ length: 1000 }, (_, id) => ({ id })) }));

async function askedAgain(given: Answer, accepts: string | undefined): Promise<Buffer | null> {
  for (let i = 0; i < 100; i++) {
    const bytes = compressed(given, accepts);
    if (bytes !== null) return bytes;
    await pause(5);
  }
  return null;
}

it('is the same answer, once it has come again', async () => {
  const given = long();
  expect(compressed(given, 'gzip')).toBeNull();
  const bytes = await askedAgain(given, 'gzip');
  expect(gunzipSync(bytes ?? Buffer.alloc(0))).toEqual(given.bytes);
  expect(compressed(given, 'gzip')).toBe(bytes);
});

it.each([
  ['gzip, deflate, br', true],
  ['br;q=1.0, gzip;q=0.8, *;q=0.1', true],
  ['*', true],
  ['gzip;q=1.000', true],
  ['gzip;q=0', false],
  ['gzip; q=0.000', false],
  ['gzip;q=0, *', false],
  ['identity', false],
  ['x-gzipped', false],
  ['', false],
  [undefined, false],
])('is given to who accepts %s: %s', async (accepts, taken) => {
  const given = long();
  await askedAgain(given, 'gzip');
  expect(compressed(given, accepts) !== null).toBe(taken);
});

it('is not made of what is short, or grows no smaller than the room that is kept for it', async () => {
  expect(await askedAgain(answer('{"data":{"pools":[]}}'), 'gzip')).toBeNull();
  const noise = Array.from({ length: 3000 }, () => Math.random().toString(36)).join('');
  expect(await askedAgain(answer(noise), 'gzip')).toBeNull();
});
