/** Bounds on what one operation may ask for: generous as they come, exact where they are set. */
import { readFileSync } from 'node:fs';
import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { LATE_FIELDS } from '../../api/late/registry.ts';
import { createPlanCompiler } from '../../api/plan/compile.ts';
import { DERIVED, LATE } from '../../api/plan/cost.ts';
import type { OperationLimits } from '../../api/plan/limits.ts';
import { SDL_FILE } from '../../api/schema/sdl.ts';
import { settings } from '../../api/settings.ts';

const schema = buildSchema(readFileSync(SDL_FILE, 'utf8'));
const usual = settings.parse({ graphNodeUrl: 'http://localhost' });

function plan(query: string, limits: Partial<OperationLimits> = {}, variables = {}): string {
  const compiler = createPlanCompiler(schema, true, LATE_FIELDS, { ...usual, ...limits });
  return compiler.plan(parse(query), null, variables).kind;
}

const refusal = (code: string) => expect.objectContaining({ code });

describe('the shape of a query', () => {
  it.each<[string, Partial<OperationLimits>, string, string]>([
    ['levels', { maxDepth: 2 }, '{ pools { id } }', '{ pools { solvency { state } } }'],
    ['aliases', { maxAliases: 1 }, '{ a: pools { id } }', '{ a: pools { b: id } }'],
    ['root fields', { maxRootFields: 1 }, '{ pools { id } }', '{ pools { id } stakers { id } }'],
    [
      'directives',
      { maxDirectives: 1 },
      '{ pools { id @skip(if: false) } }',
      '{ pools { id @skip(if: false) @include(if: true) } }',
    ],
  ])('is bounded in %s', (_what, limits, within, beyond) => {
    expect(plan(within, limits)).toMatch(/plain|derived/);
    expect(() => plan(beyond, limits)).toThrow(refusal('QUERY_TOO_LARGE'));
    expect(() => plan(beyond, limits)).toThrow(Object.keys(limits)[0]);
  });

  it('counts what fragments write out', () => {
    const query = '{ pools { ...a ...b } } fragment a on Pool { x: id ...b } fragment b on Pool { y: id }';
    expect(plan(query, { maxAliases: 3 })).toBe('plain');
    expect(() => plan(query, { maxAliases: 2 })).toThrow(refusal('QUERY_TOO_LARGE'));
  });

  it('has an end where fragments have none', () => {
    expect(() => plan('{ pools { ...a } } fragment a on Pool { id ...b } fragment b on Pool { ...a }')).toThrow(
      'invalid query',
    );
  });

  it.each([
    ['alike in one place', `{ pools { ${'id '.repeat(15_000)} } }`],
    ['alike by many fragments', `{ pools { ${'... on Pool { id } '.repeat(3000)} } }`],
    [
      'alike one in the other',
      `{ ${'pools { shortfalls { id index epoch { id } } } '.repeat(99)} }`.replaceAll('index', 'index '.repeat(9)),
    ],
    [
      'doubled by each fragment',
      `{ pools { ...f0 } } ${Array.from({ length: 40 }, (_, i) => `fragment f${i} on Pool { ...f${i + 1} ...f${i + 1} }`).join(' ')} fragment f40 on Pool { id }`,
    ],
    [
      'in fragments of fragments',
      `{ pools { ...f0 } } ${Array.from({ length: 3000 }, (_, i) => `fragment f${i} on Pool { id ...f${i + 1} }`).join(' ')} fragment f3000 on Pool { id }`,
    ],
  ])('is refused before anything is compared: fields %s', (_what, query) => {
    expect(() => plan(query)).toThrow(refusal('QUERY_TOO_LARGE'));
  });
});

describe('the cost of a query', () => {
  const costOf = (query: string, variables = {}): number => {
    try {
      plan(query, { maxCost: 0 }, variables);
    } catch (error) {
      return Number(/up to (\d+) values/.exec((error as Error).message)?.[1]);
    }
    return 0;
  };

  it.each([
    ['{ stakers(first: 7) { id } }', 1 + 7],
    ['{ stakers { id } }', 1 + 100],
    ['{ pools { id stakers: shortfalls(first: 10) { id } } }', 1 + 1 + 1 + 10],
    ['{ stakers(first: 1000) { id tokenBalance } }', 1 + 1000 * (1 + DERIVED)],
    ['{ stakers(first: 5000) { id } }', 1 + 1000],
    ['{ a: activityConnection(first: 5) { nodes { id } edges { cursor } } }', LATE + (1 + 5) + (1 + 5)],
    ['{ activities(first: 2) { ...a } } fragment a on Activity { id ... on Staked { amount } }', 1 + 2 * 2],
  ])('is what its lists can have: %s', (query, cost) => expect(costOf(query)).toBe(cost));

  it('follows variables, each time anew', () => {
    const query = 'query($n: Int = 3) { stakers(first: $n) { id } }';
    expect(costOf(query)).toBe(4);
    expect(costOf(query, { n: 40 })).toBe(41);
    const compiler = createPlanCompiler(schema, true, LATE_FIELDS, { ...usual, maxCost: 10 });
    const document = parse(query);
    const first = compiler.plan(document, null, { n: 9 });
    expect(() => compiler.plan(document, null, { n: 10 })).toThrow(refusal('QUERY_TOO_COSTLY'));
    expect(compiler.plan(document, null, { n: 9 })).toBe(first);
  });

  it('is not so strict as to refuse what a Graph Node is asked', () => {
    const names = [
      'tokenBalance',
      'debtBalance',
      'claimableRewards',
      'stakeAvailableToWithdraw',
      'transferableBalance',
    ];
    expect(plan(`{ stakers(first: 1000) { id ${names.join(' ')} } }`)).toBe('derived');
    expect(plan('{ activities(first: 1000) { id changes(first: 1000) { id field before after } } }')).toBe('plain');
    expect(plan(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }))).toBe('local');
    const three =
      '{ stakers(first: 1000) { a: activityConnection(first: 1000) { nodes { changes(first: 1000) { id } } } } }';
    expect(() => plan(three)).toThrow(refusal('QUERY_TOO_COSTLY'));
  });
});
