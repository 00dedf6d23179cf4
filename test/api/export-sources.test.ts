import { describe, expect, it } from 'vitest';
import type { Extent, Facts, Source } from '../../api/export/dataset.ts';
import { connectionSource } from '../../api/export/sources/connection.ts';
import { cursorSource } from '../../api/export/sources/cursor.ts';
import { EPOCH_SOURCE, SERIES_SOURCE } from '../../api/export/sources/range.ts';
import { sequenceSource } from '../../api/export/sources/sequence.ts';
import type { JsonObject } from '../../api/json.ts';

const ALL: Extent = { from: null, to: null, interval: 'hour' };
const FACTS: Facts = { at: 20_000n, epoch: 249n, start: 1000n, activityCount: 2500n };

/** Every page a source asks for when `answer` gives its rows. */
function walk(
  source: Source,
  answer: (asked: JsonObject) => JsonObject[],
  extent: Extent = ALL,
  facts: Facts = FACTS,
): { pages: JsonObject[]; rows: JsonObject[] } {
  const pages: JsonObject[] = [];
  const rows: JsonObject[] = [];
  for (let asked = source.first(extent, facts); asked !== null; ) {
    pages.push(asked);
    const page = answer(asked);
    rows.push(...page);
    asked = source.next(asked, page, extent, facts);
  }
  return { pages, rows };
}

describe('numbered rows', () => {
  const source = sequenceSource('activities', 'Activity_filter');
  const answer = (asked: JsonObject): JsonObject[] => {
    const { sequence_gte: from, sequence_lte: to } = asked.where as { sequence_gte: number; sequence_lte: number };
    return Array.from({ length: to - from + 1 }, (_, i) => ({ sequence: from + i }));
  };

  it('are read to the last one', () => {
    const { pages, rows } = walk(source, answer);
    expect(pages).toHaveLength(3);
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 2500 }, (_, i) => i + 1));
  });

  it('are read within their bounds', () => {
    expect(walk(source, answer, { ...ALL, from: 999n, to: 1001n }).rows.map((row) => row.sequence)).toEqual([
      999, 1000, 1001,
    ]);
    expect(walk(source, answer, { ...ALL, from: 0n, to: 1n }).rows).toEqual([{ sequence: 1 }]);
    expect(walk(source, answer, { ...ALL, from: 2500n, to: 9999n }).rows).toEqual([{ sequence: 2500 }]);
    expect(walk(source, answer, { ...ALL, from: 2501n }).pages).toEqual([]);
    expect(walk(source, answer, ALL, { ...FACTS, activityCount: 0n }).pages).toEqual([]);
  });

  it.each([
    ['at an end', (rows: JsonObject[]) => rows.slice(0, -1)],
    ['in between', (rows: JsonObject[]) => [...rows.slice(0, 10), ...rows.slice(11), { sequence: 1001 }]],
  ])('do not hide one that is missing %s', (_where, spoil) => {
    expect(() => walk(source, (asked) => spoil(answer(asked)))).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_INVALID' }),
    );
  });
});

describe('rows in the order of a field', () => {
  it('go on after the last one, also among equal ones', () => {
    const source = cursorSource({ root: 'flows', filter: 'F', orderBy: 'epoch.number', bounds: 'epoch.number' });
    const page = Array.from({ length: 1000 }, (_, i) => ({ id: `${i}`, epoch: { number: 7 } }));
    const extent = { ...ALL, from: 3n, to: 9n };
    const bounds = { and: [{ epoch_: { number_gte: 3 } }, { epoch_: { number_lte: 9 } }] };
    expect(source.first(extent, FACTS)).toEqual({ where: bounds });
    expect(source.next({}, page, extent, FACTS)).toEqual({
      where: {
        and: [
          bounds,
          {
            and: [
              { epoch_: { number_gte: 7 } },
              { or: [{ epoch_: { number_gt: 7 } }, { epoch_: { number: 7 }, id_gt: '999' }] },
            ],
          },
        ],
      },
    });
    expect(source.next({}, page.slice(1), extent, FACTS)).toBeNull();
  });

  it('go on after the last id where the id is the order', () => {
    const source = cursorSource({ root: 'stakers', filter: 'F' });
    const page = Array.from({ length: 1000 }, (_, i) => ({ id: `${i}` }));
    expect(source.next({}, page, ALL, FACTS)).toEqual({ where: { and: [{}, { id_gt: '999' }] } });
  });
});

describe('rows of a connection', () => {
  const source = connectionSource('timeline', 'F', 'epoch');
  const page = Array.from({ length: 1000 }, (_, i) => ({ cursor: `c${i}` }));

  it('go on after the last cursor, within the same bounds', () => {
    const first = source.first({ ...ALL, from: 3n, to: 9n }, FACTS) as JsonObject;
    expect(first).toEqual({ where: { epoch_gte: 3, epoch_lte: 9 }, after: null });
    expect(source.next(first, page, ALL, FACTS)).toEqual({ ...first, after: 'c999' });
    expect(source.next(first, page.slice(1), ALL, FACTS)).toBeNull();
    expect(source.first(ALL, FACTS)).toEqual({ where: {}, after: null });
  });
});

describe('rows that are made for a range', () => {
  const epochs = (asked: JsonObject): JsonObject[] =>
    Array.from({ length: Number(asked.to) - Number(asked.from) + 1 }, (_, i) => ({ number: Number(asked.from) + i }));
  const hours = (asked: JsonObject): JsonObject[] => {
    const rows: JsonObject[] = [];
    const first = Math.floor(Number(asked.from) / 3600) * 3600;
    for (let second = first; second <= Number(asked.to); second += 3600) rows.push({ timestamp: String(second) });
    return rows;
  };

  it('are all epochs', () => {
    const { pages, rows } = walk(EPOCH_SOURCE, epochs);
    expect(pages).toEqual([
      { from: 0, to: 99 },
      { from: 100, to: 199 },
      { from: 200, to: 249 },
    ]);
    expect(rows).toHaveLength(250);
    expect(walk(EPOCH_SOURCE, epochs, ALL, { ...FACTS, epoch: null }).pages).toEqual([]);
    expect(walk(EPOCH_SOURCE, epochs, { ...ALL, from: 4n, to: 4n }).rows).toEqual([{ number: 4 }]);
  });

  it('leave it to the API to refuse an epoch that has not begun', () => {
    expect(EPOCH_SOURCE.first({ ...ALL, to: 250n }, FACTS)).toEqual({ from: 0, to: 99 });
    expect(EPOCH_SOURCE.first({ ...ALL, from: 300n }, FACTS)).toEqual({ from: 300, to: 300 });
    expect(EPOCH_SOURCE.first({ ...ALL, to: 0n }, { ...FACTS, epoch: null })).toEqual({ from: 0, to: 0 });
  });

  it('are all hours, from that of the first activity to that of the moment', () => {
    const { pages, rows } = walk(SERIES_SOURCE, hours, ALL, { ...FACTS, at: 3600n * 7000n + 5n });
    expect(pages).toHaveLength(2);
    expect(pages.at(-1)).toEqual({ interval: 'hour', from: String(3600 * 5000), to: String(3600 * 7000 + 5) });
    expect(rows).toHaveLength(7001);
    expect(walk(SERIES_SOURCE, hours, { ...ALL, from: 7200n, to: 7200n }).rows).toEqual([{ timestamp: '7200' }]);
  });

  it('do not hide one that is missing', () => {
    const gap = expect.objectContaining({ code: 'UPSTREAM_INVALID' });
    expect(() => walk(EPOCH_SOURCE, (asked) => epochs(asked).slice(1))).toThrow(gap);
    expect(() => walk(SERIES_SOURCE, (asked) => hours(asked).toReversed())).toThrow(gap);
  });
});
