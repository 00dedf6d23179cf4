/** The printed schema in the repository, and whether it still is what clients see. */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { createUpstreamClient } from '../upstream/client.ts';
import { loadSchema } from './load.ts';

export const SDL_FILE = new URL('./api.graphql', import.meta.url);

export function printSdl(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** One sentence if the committed file differs from the schema; null if it is the same. */
export async function sdlDrift(schema: GraphQLSchema): Promise<string | null> {
  const committed = await readFile(SDL_FILE, 'utf8').catch(() => '');
  return committed === printSdl(schema)
    ? null
    : 'api/schema/api.graphql is not the schema that is served: run npm run sdl and commit it.';
}

async function main(graphNodeUrl: string, check: boolean): Promise<void> {
  const upstream = createUpstreamClient({ graphNodeUrl, upstreamTimeoutMs: 30_000, upstreamConnections: 1 });
  try {
    const schema = await loadSchema(upstream);
    const drift = check ? await sdlDrift(schema) : null;
    if (drift !== null) throw new Error(drift);
    if (!check) await writeFile(SDL_FILE, printSdl(schema));
  } finally {
    await upstream.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [url, ...flags] = process.argv.slice(2);
  if (url === undefined) {
    console.error('usage: sdl.ts <query URL of the subgraph> [--check]');
    process.exit(2);
  }
  await main(url, flags.includes('--check')).catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}
