/** The printed schema in the repository, and whether it still is what clients see. */
import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { createUpstreamClient } from '../upstream/client.ts';
import { loadSchema } from './load.ts';

export const SDL_FILE = new URL('./api.graphql', import.meta.url);

export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** The schema that the gateway serves in front of this Graph Node. */
export async function servedSchema(graphNodeUrl: string): Promise<GraphQLSchema> {
  const upstream = createUpstreamClient({ graphNodeUrl, upstreamTimeoutMs: 30_000, upstreamConnections: 1 });
  try {
    return await loadSchema(upstream);
  } finally {
    await upstream.close();
  }
}

/** One sentence if the committed file differs from the schema; null if it is the same. */
export async function sdlDrift(schema: GraphQLSchema): Promise<string | null> {
  return (await readFile(SDL_FILE, 'utf8')) === printSdl(schema)
    ? null
    : 'api/schema/api.graphql is not the schema that is served: run `npm run sdl` and commit it.';
}
