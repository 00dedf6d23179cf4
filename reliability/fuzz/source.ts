/** What operations are made from: the printed schema, and of the differential ones what the Graph Node itself has. */
import { readdirSync, readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, getIntrospectionQuery, type IntrospectionQuery, Kind, parse } from 'graphql';
import { request } from 'undici';
import { learn } from './facts.ts';
import type { Source } from './operation.ts';

const SCHEMA = new URL('../../api/schema/', import.meta.url);

/** Roots whose answer is another each time. */
const UNSTEADY = new Set(['Query._logs']);

/** Everything that the gateway at that origin answers; its own fields have half of the questions. */
export async function everything(origin: string): Promise<Source> {
  const schema = buildSchema(readFileSync(new URL('api.graphql', SCHEMA), 'utf8'), { assumeValid: true });
  return { schema, facts: await learn(origin), preferred: ownFields() };
}

/** What a Graph Node answers alone. */
export async function storedOnly(graphNodeUrl: string, { facts }: Source): Promise<Source> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: getIntrospectionQuery() });
  const response = await request(graphNodeUrl, { method: 'POST', headers, body });
  const { data } = (await response.body.json()) as { data: IntrospectionQuery };
  const schema = buildClientSchema(data);
  const fields = schema.getQueryType()?.getFields() ?? {};
  for (const name of UNSTEADY) delete fields[name.slice('Query.'.length)];
  return { schema, facts, preferred: new Set() };
}

/** `Type.field` of what the gateway adds. */
function ownFields(): Set<string> {
  const folder = new URL('extensions/', SCHEMA);
  const own = new Set<string>();
  for (const file of readdirSync(folder)) {
    for (const definition of parse(readFileSync(new URL(file, folder), 'utf8')).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
      // Of results that are of no block there are none in a recording.
      if (!file.startsWith('lp-'))
        for (const { name } of definition.fields ?? []) own.add(`${definition.name.value}.${name.value}`);
    }
  }
  return own;
}
