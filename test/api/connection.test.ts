/** Pages of lists: what cursors carry and refuse, what a page asks for, what a series shows. */
import { describe, expect, it } from 'vitest';
import { digestOf, narrow } from '../../api/connection/condition.ts';
import { parts } from '../../api/connection/count.ts';
import { cursorWriter, isOf, readCursor } from '../../api/connection/cursor.ts';
import { conditionsFor } from '../../api/connection/nodes.ts';
import { readPageRequest } from '../../api/connection/request.ts';
import type { ApiError } from '../../api/errors.ts';
import type { Json } from '../../api/json.ts';

const hash = (digit: string): string => `0x${digit.repeat(64)}`;
const pin = (number = 300, own: string | null = hash('a'), state: string | null = hash('b')) => ({
  block: { number, hash: own, timestamp: null },
  state,
  at: null,
});
const encode = (text: string): string => Buffer.from(text).toString('base64url');

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as ApiError).code;
  }
  return 'none';
}

describe('a cursor', () => {
  const digest = digestOf('all ', null);
  const text = cursorWriter(pin(), 'desc', digest)(17);

  it('comes back as it was made', () => {
    expect(readCursor(text, 'after')).toEqual({
      block: 300,
      hash: 'a'.repeat(16),
      state: 'b'.repeat(16),
      sequence: 17,
      direction: 'desc',
      digest,
    });
    expect(text).toMatch(/^[\w-]{1,120}$/);
  });

  it('is of one state only', () => {
    const cursor = readCursor(text, 'after');
    expect(isOf(cursor, pin())).toBe(true);
    expect(isOf(cursor, pin(301))).toBe(false);
    expect(isOf(cursor, pin(300, hash('c')))).toBe(false);
    expect(isOf(cursor, pin(300, hash('a'), hash('c')))).toBe(false);
    expect(isOf(cursor, pin(300, hash('a'), null))).toBe(false);
  });

  it('does without the hash of a block that nobody knows', () => {
    expect(isOf(readCursor(text, 'after'), pin(300, null))).toBe(true);
    const unknown = cursorWriter(pin(300, null, null), 'asc', digest)(1);
    expect(isOf(readCursor(unknown, 'after'), pin(300, hash('a'), null))).toBe(true);
    expect(isOf(readCursor(unknown, 'after'), pin(300, hash('a'), hash('b')))).toBe(false);
  });

  const good = `1.300.${'a'.repeat(16)}.${'b'.repeat(16)}.17.asc.${'c'.repeat(16)}`;
  it('is refused where it was not made here', () => {
    expect(codeOf(() => readCursor(encode(good), 'after'))).toBe('none');
    const changed = [
      '',
      'x',
      good.replace('1.', '2.'),
      good.replace('300', '3000000000'),
      good.replace('17', '-17'),
      good.replace('17', '9999999999'),
      good.replace('asc', 'up'),
      good.replace('a', 'g'),
      `${good}.`,
    ];
    for (const each of changed) expect(codeOf(() => readCursor(encode(each), 'after'))).toBe('CURSOR_INVALID');
    expect(codeOf(() => readCursor('%%%', 'before'))).toBe('CURSOR_INVALID');
  });
});

describe('a condition', () => {
  it('is the same in whatever order it is written, and no other', () => {
    const one = digestOf('all ', { verb: 'stake', and: [{ b: 1, a: 2 }] });
    expect(digestOf('all ', { and: [{ a: 2, b: 1 }], verb: 'stake' })).toBe(one);
    expect(digestOf('all ', { verb: 'borrow', and: [{ b: 1, a: 2 }] })).not.toBe(one);
    expect(digestOf('epoch 5', { verb: 'stake', and: [{ b: 1, a: 2 }] })).not.toBe(one);
  });

  it('is kept beside the range, which may name the same field', () => {
    expect(narrow([{ sequence_gte: 5 }], { from: 7, to: 9 })).toEqual({
      and: [{ sequence_gte: 5 }, { sequence_gte: 7, sequence_lte: 9 }],
    });
  });
});

describe('parts of a list', () => {
  it.each([
    [1, 0],
    [1, 1],
    [34, 2033],
    [34, 2034],
    [1, 99_999],
  ])('from %i to %i leave nothing out and overlap nowhere', (from, to) => {
    const ranges = parts({ from, to });
    expect(ranges.length).toBeLessThanOrEqual(8);
    expect(ranges.reduce((sum, range) => sum + range.to - range.from + 1, 0)).toBe(to - from + 1);
    const starts = ranges.map((range) => range.from);
    expect(starts).toEqual([from, ...ranges.map((range) => range.to + 1)].slice(0, starts.length));
  });
});

describe('questions for activities', () => {
  const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  it('name stretches by their ends, a page at a time', () => {
    expect(conditionsFor([])).toEqual([]);
    expect(conditionsFor([7])).toEqual([{ sequence_gte: 7, sequence_lte: 7 }]);
    expect(conditionsFor(numbers(5, 1504))).toEqual([
      { sequence_gte: 5, sequence_lte: 1004 },
      { sequence_gte: 1005, sequence_lte: 1504 },
    ]);
  });

  it('name scattered numbers one by one, no more than a database takes', () => {
    const scattered = numbers(1, 1200).filter((number) => number !== 400);
    expect(conditionsFor(scattered)).toEqual([
      { sequence_in: scattered.slice(0, 500) },
      { sequence_gte: 502, sequence_lte: 1200 },
    ]);
  });
});

describe('a page', () => {
  it('is the first hundred, oldest first, where nothing is said', () => {
    const nothing = { size: 100, fromEnd: false, after: null, before: null, where: null, direction: 'asc' };
    expect(readPageRequest({})).toEqual(nothing);
    expect(readPageRequest({ first: null, where: {}, orderDirection: null })).toEqual(nothing);
  });

  it('is counted from either end', () => {
    expect(readPageRequest({ last: 10_000 })).toMatchObject({ size: 10_000, fromEnd: true });
    expect(readPageRequest({ first: 0, orderDirection: 'desc' })).toMatchObject({ size: 0, direction: 'desc' });
  });

  it.each<[Record<string, Json>, string]>([
    [{ first: 10_001 }, 'BAD_USER_INPUT'],
    [{ last: -1 }, 'BAD_USER_INPUT'],
    [{ first: 1.5 }, 'BAD_USER_INPUT'],
    [{ first: '5' }, 'BAD_USER_INPUT'],
    [{ first: 1, last: 1 }, 'BAD_USER_INPUT'],
    [{ where: [] }, 'BAD_USER_INPUT'],
    [{ orderDirection: 'up' }, 'BAD_USER_INPUT'],
    [{ after: 'x' }, 'CURSOR_INVALID'],
    [{ before: 5 }, 'CURSOR_INVALID'],
  ])('%j is %s', (given, code) => expect(codeOf(() => readPageRequest(given))).toBe(code));
});
