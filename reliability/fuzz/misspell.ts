/** Operations that are nearly right, and texts that are hardly operations. */
import type { Random } from '../random.ts';
import type { Operation } from './operation.ts';

const TOKENS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  ':',
  '$',
  '@',
  '...',
  '!',
  '"',
  '"""',
  '#',
  '\\',
  '\u0000',
  '\ufeff',
  '𝒳',
  '-',
  'on',
  'fragment A on Query',
  'null',
  'subscription',
  'mutation',
  '@skip(if: $nothing)',
  '@nothing',
  '__schema',
  '_meta',
];
const VARIABLES: readonly unknown[] = [
  null,
  [],
  'text',
  5,
  true,
  { __proto__: null },
  [[]],
  { v0: { constructor: {} } },
];

/** The operation with some characters or tokens put wrong. */
export function misspell({ query, variables }: Operation, random: Random): Operation {
  let text = query;
  for (let count = 1 + random.below(3); count > 0; count--) text = changed(text, random);
  const wrong = random.chance(0.1) ? (random.pick(VARIABLES) as Operation['variables']) : variables;
  return { query: text, variables: wrong };
}

function changed(text: string, { below, pick }: Random): string {
  const at = below(text.length + 1);
  const names = [...text.matchAll(/\w+/g)];
  const name = names.length > 0 ? pick(names) : undefined;
  const other = names.length > 0 ? pick(names)[0] : '';
  return pick([
    () => text.slice(0, at) + text.slice(at + 1 + below(5)),
    () => text.slice(0, at) + pick(TOKENS) + text.slice(at),
    () => text.slice(0, at) + text.slice(below(at + 1), at) + text.slice(at),
    () => (name ? text.slice(0, name.index) + other + text.slice(name.index + name[0].length) : text),
    () => (name ? `${text.slice(0, name.index)}${name[0]}x${text.slice(name.index + name[0].length)}` : text),
  ])();
}

/** Texts that have brought down a parser, a stack or a cache somewhere; `n` chooses. */
export const MONSTERS: readonly ((n: number) => Operation)[] = [
  (n) => spelled('{ pool '.repeat(n) + '}'.repeat(n)),
  (n) => spelled(`{ ${'pools { stakers { pool { id } } } '.repeat(n)} }`),
  (n) => spelled(`{ pools(where: ${'{ and: ['.repeat(n)}${']}'.repeat(n)}) { id } }`),
  (n) => spelled(`{ pools { ${Array.from({ length: n }, (_, i) => `a${i}: id`).join(' ')} } }`),
  (n) => spelled(`{ ${Array.from({ length: n }, (_, i) => `a${i}: pools { id solvency { state } }`).join(' ')} }`),
  (n) => spelled(`{ pools { id ${'@include(if: true) '.repeat(n)} } }`),
  (n) =>
    spelled(
      `{ ...A } ${Array.from({ length: n }, (_, i) => `fragment ${i ? `A${i}` : 'A'} on Query { ...A${i + 1} ...A${i + 1} }`).join(' ')} fragment A${n} on Query { pools { id } }`,
    ),
  () => spelled('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'),
  (n) => spelled(`{ pools(first: 1${'0'.repeat(n)}) { id } }`),
  (n) => spelled(`{ staker(id: "0x${'f'.repeat(n)}") { id claimableRewards } }`),
  (n) => spelled(`{ stakers(where: { id_in: [${'"0xff",'.repeat(n)}] }) { id } }`),
  (n) => spelled('[[['.repeat(n)),
  (n) => spelled('#'.repeat(n)),
  (n) => spelled(`query ${'a'.repeat(n)} { pools { id } }`),
  (n) => spelled(`{ __schema { types ${'{ fields { type '.repeat(n)}{ name }${' } }'.repeat(n)} } }`),
  (n) => spelled('query($where: Staker_filter) { stakers(where: $where) { id } }', { where: nest(n) }),
  (n) => spelled('query($at: BigInt) { pools { currentEpoch(at: $at) } }', { at: `1${'0'.repeat(n)}` }),
  (n) => spelled(`query(${Array.from({ length: n }, (_, i) => `$v${i}: Int`).join(', ')}) { pools { id } }`),
];

const spelled = (query: string, variables: Operation['variables'] = {}): Operation => ({ query, variables });
const nest = (n: number): unknown => (n <= 0 ? {} : { and: [nest(Math.min(n, 2000) - 1)] });
