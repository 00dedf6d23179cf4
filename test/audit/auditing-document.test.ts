/** docs/auditing.md: its queries fit the schema that is committed, and its JSON is JSON. */
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { codeBlocks } from '../support/document.ts';

const blocks = codeBlocks('auditing.md');
const schema = buildSchema(readFileSync(new URL('../../api/schema/api.graphql', import.meta.url), 'utf8'), {
  assumeValidSDL: true,
});

const queries = blocks.filter(({ language }) => language === 'graphql').map(({ text }) => text);

it('has queries', () => {
  expect(queries.length).toBeGreaterThan(4);
});

it.each(queries)('%s', (query) => {
  expect(validate(schema, parse(query)).map(({ message }) => message)).toEqual([]);
});

it('shows an answer under each', () => {
  const languages = blocks.map(({ language }) => language);
  languages.forEach((language, index) => {
    if (language === 'graphql') expect(languages[index + 1]).toBe('json');
  });
  for (const { text } of blocks.filter(({ language }) => language === 'json'))
    expect(JSON.parse(text)).toBeTypeOf('object');
});
