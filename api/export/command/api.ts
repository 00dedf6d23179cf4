/** The gateway, asked over HTTP. */
import { type Dispatcher, request } from 'undici';
import { z } from 'zod';
import { StartError } from '../../errors.ts';

const block = z.object({ number: z.number(), hash: z.string(), timestamp: z.string() });
const listing = z.object({
  schemaVersion: z.string(),
  block,
  stateBlock: block,
  timestamp: z.string(),
  datasets: z.array(
    z.object({
      what: z.string(),
      range: z.string().nullable(),
      columns: z.array(
        z.object({ name: z.string(), type: z.string(), unit: z.string().nullable(), nullable: z.boolean() }),
      ),
    }),
  ),
});

/** What can be exported, and the moment the query leads to. */
export type Listing = z.output<typeof listing>;

const refusal = z.object({
  errors: z.tuple([z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })]),
});

/** Throws what the API says, with its code, or API_UNREACHABLE. */
export async function get(address: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  let response: Dispatcher.ResponseData;
  try {
    response = await request(address, { signal });
  } catch (error) {
    if (signal.aborted) throw stopped();
    throw unreachable(address, error);
  }
  if (response.statusCode === 200) return response;
  const said = refusal.safeParse(await response.body.json().catch(() => null));
  if (!said.success) throw notOurs(address);
  const [{ message, extensions }] = said.data.errors;
  throw new StartError(extensions.code, message);
}

export async function getListing(api: string, moment: string, signal: AbortSignal): Promise<Listing> {
  const address = `${api}/export${moment === '' ? '' : `?${moment}`}`;
  const response = await get(address, signal);
  const read = listing.safeParse(await response.body.json().catch(() => null));
  if (read.success) return read.data;
  throw notOurs(address);
}

export function stopped(): StartError {
  return new StartError('STOPPED', 'The export was stopped; nothing was written.');
}

function unreachable(address: string, error: unknown): StartError {
  const { origin } = new URL(address);
  const cause = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
  return new StartError(
    'API_UNREACHABLE',
    `No API answers at ${origin}${cause}: start it with npm start, or give its address with --api.`,
  );
}

function notOurs(address: string): StartError {
  return new StartError('API_UNEXPECTED', `${address} is not answered by this API: check --api and its version.`);
}
