/** Which schema the API serves. */
import { z } from 'zod';

const Listing = z.object({ schemaVersion: z.string() });

/** As the listing beside the API tells; null where none is served, as by an API behind another path. */
export async function readSchemaVersion(api: string): Promise<string | null> {
  const url = new URL(api);
  url.pathname = `${url.pathname.replace(/\/*$/, '').replace(/\/graphql$/, '')}/export`;
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) return null;
  const listing = Listing.safeParse(await response.json().catch(() => null));
  return listing.success ? listing.data.schemaVersion : null;
}
