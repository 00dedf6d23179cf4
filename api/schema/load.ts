/** The schema clients see: the Graph Node's own, with the gateway's extensions. */
import { readdirSync, readFileSync } from 'node:fs';
import type { IntrospectionQuery } from 'graphql';
import { buildClientSchema, extendSchema, type GraphQLSchema, getIntrospectionQuery, parse } from 'graphql';
import { parseAnswer } from '../upstream/answer.ts';
import type { UpstreamClient } from '../upstream/client.ts';
import { describeGenerated } from './describe.ts';

const EXTENSIONS = new URL('./extensions/', import.meta.url);

/** Asks the Graph Node for its schema and extends it. */
export async function loadSchema(upstream: UpstreamClient): Promise<GraphQLSchema> {
  const { data } = parseAnswer(await upstream.ask({ query: getIntrospectionQuery(), variables: {} }));
  return extendUpstream(buildClientSchema(data as unknown as IntrospectionQuery));
}

/** Adds the derived fields and roots, and describes what the Graph Node generates without a word. */
export function extendUpstream(upstream: GraphQLSchema): GraphQLSchema {
  const schema = extendSchema(upstream, parse(readExtensions()));
  describeGenerated(schema);
  return schema;
}

/** What the gateway adds, one file a subject. Every argument `at` gets its description in describe.ts. */
function readExtensions(): string {
  const files = readdirSync(EXTENSIONS).sort();
  return files.map((file) => readFileSync(new URL(file, EXTENSIONS), 'utf8')).join('\n');
}
