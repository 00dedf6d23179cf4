import { describe, expect, it } from 'vitest';
import { cacheControl, entityTag, namesTag } from '../../api/http/conditional.ts';

const answer = (text: string) => ({ bytes: Buffer.from(text), lifetime: 'head' }) as const;
const JSON_TYPE = 'application/json; charset=utf-8';

describe('an entity tag', () => {
  it('is the same for the same bytes, whoever answers, and another for others', () => {
    expect(entityTag(answer('{"a":1}'), JSON_TYPE)).toBe(entityTag(answer('{"a":1}'), JSON_TYPE));
    expect(entityTag(answer('{"a":1}'), JSON_TYPE)).not.toBe(entityTag(answer('{"a":2}'), JSON_TYPE));
    expect(entityTag(answer('{"a":1}'), JSON_TYPE)).toMatch(/^"[\w-]{27}"$/);
  });

  it('tells types and encodings of one answer apart', () => {
    const same = answer('{}');
    const types = [JSON_TYPE, 'application/graphql-response+json; charset=utf-8'];
    const tags = types.flatMap((type) => [entityTag(same, type), entityTag(same, type, true)]);
    expect(new Set(tags).size).toBe(4);
  });

  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", "a"', true],
    ['"b",W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('"a" is named by %s: %s', (header, named) => {
    expect(namesTag(header, '"a"')).toBe(named);
  });
});

it.each([
  ['head', true, 'public, max-age=0, must-revalidate'],
  ['final', true, 'public, max-age=86400, immutable'],
  ['head', false, 'private, max-age=0, must-revalidate'],
  ['final', false, 'private, max-age=86400, immutable'],
  ['unsure', true, 'no-store'],
] as const)('what is %s, for all caches %s: %s', (lifetime, isShared, header) => {
  expect(cacheControl(lifetime, isShared)).toBe(header);
});
