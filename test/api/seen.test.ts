import { createHash } from 'node:crypto';
import { parse } from 'graphql';
import { expect, it } from 'vitest';
import type { Answering } from '../../api/execute/answering.ts';
import type { Question } from '../../api/execute/question.ts';
import { createSeenRequests } from '../../api/http/seen.ts';
import type { Plan } from '../../api/plan/plan.ts';

const QUERY = 'query($id: ID!) { pool(id: $id) { id } }';
const JSON_TYPE = 'application/json; charset=utf-8';
const plan = { kind: 'plain' } as Plan;

/** Reads every question as one of the same plan, whose key names the variables. */
const answering = {
  read: ({ variables }) => ({ plan, operationName: null, operation: null, variables, key: JSON.stringify(variables) }),
} as Pick<Answering, 'read'> as Answering;

/** As Apollo names it: the schema's hash, then the query's. */
const keyOf = (query: string): string => `schema:${createHash('sha256').update(query).digest('hex')}`;

function asked(variables: object): { place: string; body: object } {
  const body = { query: QUERY, variables };
  return { place: `POST \n${JSON.stringify(body)}`, body };
}

it('a document that Apollo has parsed is read with other variables without Apollo', async () => {
  const seen = createSeenRequests(answering, 2 ** 20);
  const [first, second] = [asked({ id: 'a' }), asked({ id: 'b' })];
  await seen.documents.set(keyOf(QUERY), parse(QUERY));
  // Only Apollo knows the type that suits this header.
  expect(seen.read(first.place, '', first.body)).toBeUndefined();
  seen.learn(first.place, '', { plan, key: 'first' } as Question, JSON_TYPE);
  expect(seen.find(first.place)).toMatchObject({ question: { plan, key: 'first' }, contentType: JSON_TYPE });
  const read = seen.read(second.place, '', second.body);
  expect(read).toMatchObject({ question: { plan, key: '{"id":"b"}' }, contentType: JSON_TYPE });
  expect(seen.find(second.place)).toEqual(read);
  expect(seen.read(second.place, 'text/html', second.body)).toBeUndefined();
});

it('what Apollo keeps is bounded: the document used longest ago goes', async () => {
  const documents = Array.from({ length: 20 }, (_, n) => `{ pools { id } ${'stakers { id } '.repeat(3)} # ${n}\n }`);
  const size = (documents[0] as string).length;
  // A tenth is for documents, 250 bytes for each of their characters: room for four.
  const seen = createSeenRequests(answering, size * 250 * 4.5 * 10);
  for (const query of documents) await seen.documents.set(keyOf(query), parse(query));
  const kept = await Promise.all(documents.map((query) => seen.documents.get(keyOf(query))));
  expect(kept.map(Boolean)).toEqual(documents.map((_, n) => n >= 16));
});
