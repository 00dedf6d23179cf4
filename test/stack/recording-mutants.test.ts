/** Recordings with something wrong in them, of any kind: one clear sentence with a code, or a recording that is whole. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { StackError } from '../../stack/error.ts';
import { checkFiles } from '../../stack/ipfs.ts';
import { recordedDeployment } from '../../stack/recorded-deployment.ts';
import { loadRecording } from '../../stack/recording.ts';
import { recordingLines } from '../../stack/recording-lines.ts';
import { cutRecording } from '../support/cut-recording.ts';
import { recordingFile } from '../support/recording.ts';

/** The pool is there by then, and a mutant takes a millisecond. */
const LAST_BLOCK = 32;
const MUTANTS = 2000;

let dir = '';
const lines: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'recording-mutants-'));
  const cut = join(dir, 'whole.jsonl');
  await cutRecording(recordingFile('quickstart'), LAST_BLOCK, cut);
  for await (const line of recordingLines(cut)) if (!line.startsWith('{"type":"probes"')) lines.push(shortened(line));
  for await (const line of recordingLines(recordingFile('quickstart')))
    if (line.startsWith('{"type":"ipfs"')) lines.splice(-1, 0, line);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Code that is deployed is long, and here only its place matters. */
const shortened = (line: string): string => line.replaceAll(/"0x[0-9a-f]{4000,}"/g, '"0x00"');

const ABSURD: readonly unknown[] = [
  null,
  -1,
  0,
  0.5,
  1e308,
  2 ** 31,
  2 ** 53,
  '',
  '0x',
  '0x0',
  '0xZZ',
  `0x${'f'.repeat(63)}`,
  'x'.repeat(10_000),
  '\u0000',
  [],
  {},
  [[]],
  { __proto__: null },
  true,
  'block',
];

/** Where in a list or an object: taken modulo what is there. */
type Place = readonly number[];

/** The value with what lies at that place replaced, left out, or there twice. */
function changed(value: unknown, [first, ...rest]: Place, change: 'replace' | 'drop' | 'twice', by: unknown): unknown {
  if (first === undefined || typeof value !== 'object' || value === null) return by;
  const isList = Array.isArray(value);
  const entries: [string, unknown][] = Object.entries(value);
  const entry = entries[first % Math.max(1, entries.length)];
  if (entry === undefined) return by;
  if (rest.length > 0) entry[1] = changed(entry[1], rest, change, by);
  else if (change === 'drop') entries.splice(entries.indexOf(entry), 1);
  else if (change === 'twice') entries.splice(entries.indexOf(entry), 0, entry);
  else entry[1] = by;
  return isList ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

type Mutation = (lines: readonly string[]) => string | Buffer;
const joined = (all: readonly string[]): string => `${all.join('\n')}\n`;
const withLine = (all: readonly string[], at: number, change: (line: string) => string[]): string =>
  joined(all.flatMap((line, i) => (i === at % all.length ? change(line) : [line])));

const place = fc.nat({ max: 10_000 });
const absurd = fc.oneof(fc.constantFrom(...ABSURD), fc.jsonValue({ maxDepth: 3 }));
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        // Half of them in the header, which tells most.
        fc.oneof(fc.constant(0), place),
        fc.array(place, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('replace' as const, 'drop' as const, 'twice' as const),
        absurd,
      )
      .map(([at, where, change, by]): Mutation => {
        return (all) =>
          withLine(all, at, (line) => [JSON.stringify(changed(JSON.parse(line), where, change, by)) ?? '']);
      }),
  },
  fc.tuple(place, place).map(
    ([at, length]): Mutation =>
      (all) =>
        withLine(all, at, (line) => [line.slice(0, length)]),
  ),
  place.map(
    (at): Mutation =>
      (all) =>
        withLine(all, at, () => []),
  ),
  place.map(
    (at): Mutation =>
      (all) =>
        withLine(all, at, (line) => [line, line]),
  ),
  fc.tuple(place, place).map(
    ([a, b]): Mutation =>
      (all) => {
        const order = [...all];
        const [i, j] = [a % all.length, b % all.length];
        [order[i], order[j]] = [order[j] as string, order[i] as string];
        return joined(order);
      },
  ),
  fc.tuple(place, fc.string({ unit: 'binary' })).map(
    ([at, text]): Mutation =>
      (all) =>
        withLine(all, at, () => [text]),
  ),
  fc.tuple(place, fc.boolean()).map(
    ([at, isPacked]): Mutation =>
      (all) => {
        const bytes = isPacked ? gzipSync(joined(all), { level: 1 }) : Buffer.from(joined(all));
        return bytes.subarray(0, (at * 7) % bytes.length);
      },
  ),
  fc.tuple(fc.array(place, { minLength: 1, maxLength: 20 }), fc.boolean()).map(
    ([places, isPacked]): Mutation =>
      (all) => {
        const bytes = isPacked ? gzipSync(joined(all), { level: 1 }) : Buffer.from(joined(all));
        for (const at of places) bytes[(at * 13) % bytes.length] = at % 256;
        return bytes;
      },
  ),
  fc.uint8Array({ maxLength: 300 }).map(
    (bytes): Mutation =>
      () =>
        Buffer.from(bytes),
  ),
);

it(`${MUTANTS} mutants are refused in one sentence with a code, or are recordings`, async () => {
  const path = join(dir, 'mutant.jsonl');
  const codes = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(mutation, async (mutate) => {
      writeFileSync(path, mutate(lines));
      let code = 'taken';
      try {
        const recording = await loadRecording(path);
        await checkFiles(recording.files);
        recordedDeployment(recording, true);
      } catch (error) {
        if (!(error instanceof StackError)) throw error;
        code = error.code;
        expect(error.message).toMatch(/^[^\n]{10,400}\.$/);
        expect(error.message).not.toMatch(/\bat .+:\d+|\[object|node_modules|Cannot read/);
      }
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }),
    { numRuns: MUTANTS },
  );
  // Mutants that all end in one place would prove little.
  for (const one of ['RECORDING_FORMAT', 'RECORDING_BAD_LINE', 'RECORDING_CUT_OFF', 'RECORDING_UNREADABLE', 'taken'])
    expect(codes.get(one), one).toBeGreaterThan(0);
}, 60_000);
