import { readFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPlanCompiler, InvalidQuery } from '../../api/plan/compile.ts';
import type { DerivedPlan, PlainPlan, Plan } from '../../api/plan/plan.ts';
import { SDL_FILE } from '../../api/schema/sdl.ts';

const schema = buildSchema(readFileSync(SDL_FILE, 'utf8'));
const compiler = createPlanCompiler(schema, true, {});

function plan(query: string, variables = {}): Plan {
  return compiler.plan(parse(query), null, variables);
}

function derived(query: string, variables = {}): DerivedPlan {
  const compiled = plan(query, variables);
  if (compiled.kind !== 'derived') throw new Error(`a ${compiled.kind} plan`);
  return compiled;
}

function plain(query: string): PlainPlan {
  const compiled = plan(query);
  if (compiled.kind !== 'plain') throw new Error(`a ${compiled.kind} plan`);
  return compiled;
}

const words = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('a query without derived fields', () => {
  it('goes upstream as it is, with the block as its last root', () => {
    expect(words(plain('{ stakers(first: 2, where: { activeCurrent_gt: 5 }) { a: id pool { id } } }').query)).toBe(
      '{ stakers(first: 2, where: {activeCurrent_gt: 5}) { a: id pool { id } } ' +
        '_g_meta0: _meta { block { number hash } } }',
    );
  });

  it('asks for each block it names once, roots in fragments included', () => {
    const { views, query } = plain(
      'query($b: Block_height) { a: pools { id } b: pools(block: {number: 5}) { id } ...F }' +
        ' fragment F on Query { c: pools(block: $b) { id } d: pools(block: { number: 5 }) { id } }',
    );
    expect(views).toHaveLength(3);
    expect(query).toContain('_g_meta1: _meta(block: {number: 5})');
    expect(query).toContain('_g_meta2: _meta(block: $b)');
    expect(query).toContain('query ($b: Block_height, $_g_view1_block: Block_filter, $_g_view2_block: Block_filter)');
    expect(query).toMatch(/_g_block1: blocks\(\s*first: 1,?\s*where: \$_g_view1_block,?\s*block: {number: 5}\s*\)/);
    expect(query.indexOf('_g_block2')).toBeLessThan(query.indexOf('_g_meta0'));
  });

  it('does not ask for the block of a root that is left out', () => {
    const query = 'query($x: Boolean!) { pools { id } stakers(block: { number: 5 }) @include(if: $x) { id } }';
    expect(plan(query, { x: false }).views).toHaveLength(1);
    expect(plan(query, { x: true }).views).toHaveLength(2);
  });

  it('keeps variables and fragments that are not used, as a Graph Node takes them', () => {
    expect(plain('query($x: Int) { pools { id } } fragment F on Pool { id }').query).toContain('fragment F on Pool');
  });

  it('keeps its own names apart from the client’s', () => {
    expect(plain('{ _g_meta0: pools { id } }').query).toContain('_g1_meta0: _meta');
  });
});

describe('a query with derived fields', () => {
  it('asks for the stored fields they read, each once', () => {
    const { rowsQuery } = derived('{ stakers(first: 3) { id a: transferableBalance b: activeBalanceNextEpoch } }');
    expect(words(rowsQuery)).toBe(
      'query { stakers(first: 3) { id _g_id: id _g_activeEpoch: activeEpoch _g_activeCurrent: activeCurrent ' +
        '_g_activeNext: activeNext } _g_meta0: _meta { block { number hash } } }',
    );
  });

  it('asks for the parts of the pool that the fields need, once per block', () => {
    const simple = derived('{ a: stakers { transferableBalance } b: stakers { transferableBalance } }').fullQuery;
    expect(simple.match(/_g_pool0: pools\(first: 1\)/g)).toHaveLength(1);
    expect(simple).not.toContain('shortfalls');
    const all = derived('{ stakers(block: { number: 7 }) { debtBalance claimableRewards } }').fullQuery;
    expect(all).toContain('_g_pool0_shortfalls: shortfalls(');
    expect(all).toContain('_g_pool0_epochs: epoches(');
    expect(all).toContain('pools(first: 1, block: {number: 7})');
    expect(all).toContain('_g_block0: blocks(first: 1, where: $_g_view0_block, block: {number: 7})');
  });

  it('leaves out variables that only derived fields use', () => {
    const { rowsQuery, usedVariables } = derived(
      'query($at: BigInt, $first: Int) { stakers(first: $first) { tokenBalance(at: $at) } }',
    );
    expect(usedVariables).toEqual(['first']);
    expect(rowsQuery).toMatch(/^query\(\$first: Int\)/);
  });

  it('has one slot for each second that is named', () => {
    const { slots } = derived(
      'query($at: BigInt) { stakers { a: tokenBalance(at: $at) b: debtBalance(at: $at) c: debtBalance d: debtBalance(at: 5) } }',
    );
    expect(slots).toHaveLength(3);
  });

  it('decides directives, with a plan for each of their values', () => {
    const query =
      'query($with: Boolean = true) { pools { id currentEpoch @include(if: $with) shortfallCount @skip(if: $with) } }';
    const document = parse(query);
    const one = compiler.plan(document, null, { with: true });
    const other = compiler.plan(document, null, { with: false });
    expect(compiler.plan(document, null, {})).toBe(one);
    expect((one as DerivedPlan).rowsQuery).not.toContain('shortfallCount');
    expect((other as DerivedPlan).rowsQuery).toContain('shortfallCount');
  });

  it('does not ask for the directives of other operations, nor of their fragments', () => {
    const document = parse(
      'query A { pools { currentEpoch } } query B($x: Boolean!) { pools { ...F id @skip(if: $x) } } ' +
        'fragment F on Pool { currentEpoch @include(if: $x) }',
    );
    expect(compiler.plan(document, 'A', {}).kind).toBe('derived');
    expect(() => compiler.plan(document, 'B', {})).toThrow('$x');
  });

  it('finds them under interfaces, fragments and aliases', () => {
    const { rowsQuery } = derived(
      '{ x: activities(first: 1) { id ...S } } fragment S on Staked { who: staker { ... on Staker { tokenBalance } } }',
    );
    expect(words(rowsQuery)).toContain('... on Staked { who: staker { _g_id: id');
    expect(rowsQuery).toContain('_g_typename: __typename');
  });

  it('makes a snapshot’s parts roots at one block', () => {
    const { rowsQuery, views } = derived(
      '{ snapshot(at: { epoch: 3 }) { timestamp pool { currentEpoch } staker(id: "0x00") { tokenBalance } } }',
    );
    expect(views).toHaveLength(1);
    expect(rowsQuery).toContain('_g_view0_part0: pools(first: 1, block: $_g_view0)');
    expect(rowsQuery).toContain('_g_view0_part1: staker(id: "0x00", block: $_g_view0)');
    expect(rowsQuery).toContain('$_g_view0: Block_height');
  });
});

describe('what is refused', () => {
  it.each([
    ['{ stakers { bogus } }', 'Type `Staker` has no field `bogus`'],
    ['{ stakers { ...Missing } }', 'Unknown fragment "Missing".'],
    ['{ stakers { tokenBalance(att: 5) } }', 'Unknown argument "att"'],
    ['{ stakers { tokenBalance(at: $at) } }', '"$at" is not defined'],
    ['{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }', 'depth'],
    ['{ stakers { a: tokenBalance(at: 5) a: tokenBalance(at: 6) } }', 'conflict'],
  ])('%s', (query, message) => {
    let errors: readonly { message: string }[] = [];
    try {
      plan(query);
    } catch (error) {
      if (error instanceof InvalidQuery) errors = error.errors;
    }
    expect(errors.map((error) => error.message).join()).toContain(message);
  });

  it.each([
    'query($id: String!) { staker(id: $id) { id tokenBalance } }',
    '{ stakers(orderBy: "id") { id } }',
    '{ stakers(bogus: 1) { id } }',
    'query($x: Int) { pools { id } } fragment F on Pool { id }',
    'query($x: Boolean) { pools { id @skip(if: $x) } }',
  ])('but not %s, which a Graph Node takes', (query) => {
    expect(() => plan(query)).not.toThrow();
  });
});

it.each(['Query { pools { id } }', 'Query { pools { totalSupply } }'])(
  'refuses a short text for a huge query: %s',
  (leaf) => {
    const doubling = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    expect(() => plan(`{ ...F0 } ${doubling.join(' ')} fragment F40 on ${leaf}`)).toThrow('more than 50000 fields');
  },
);

it('answers introspection alone without the Graph Node', () => {
  expect(plan('{ __typename __schema { queryType { name } } }').kind).toBe('local');
});
