/** Every error code that the code can give has a line in docs/errors.md, and the page names no other. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const sources = ['api', 'audit', 'lp-rewards', 'stack', 'subgraph'].flatMap((folder) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|mjs)$/.test(file))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, root), 'utf8')),
);

/** Codes are written out where an error is made, or as keys of the table of statuses. */
const given = new Set(
  sources.flatMap((text) => [
    ...[...text.matchAll(/(?:Error|binary|errorBody)\(\s*(?:\d+,\s*)?'([A-Z]+_?[A-Z_]+)'/g)].map(([, code]) => code),
    ...[...text.matchAll(/code: '([A-Z]+_[A-Z_]+)'/g)].map(([, code]) => code),
    ...[...text.matchAll(/^ {2}([A-Z]+_[A-Z_]+): \d{3},$/gm)].map(([, code]) => code),
    ...[...text.matchAll(/["'`]([A-Z]+_[A-Z_]+): /g)].map(([, code]) => code),
  ]),
);

/** Made by Apollo Server. */
const apollo = ['GRAPHQL_PARSE_FAILED', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND'];

const page = readFileSync(new URL('docs/errors.md', root), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code as string);

it('documents every code', () => {
  expect(given.size).toBeGreaterThan(30);
  expect([...given].filter((code) => !documented.includes(code as string))).toEqual([]);
});

it('documents no code that is never given', () => {
  expect(documented.filter((code) => !given.has(code) && !apollo.includes(code))).toEqual([]);
});
