/** Reading at a pin: the state must be the one that was named. */
import { ApiError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Pin } from '../plan/late.ts';
import { parseAnswer } from '../upstream/answer.ts';
import type { UpstreamClient } from '../upstream/client.ts';
import { StateMoved } from './state-moved.ts';

/** Root of a query read at `$block`, from which it shows of which state it is. */
export const STATE = 'state: blocks(first: 1, orderBy: number, orderDirection: desc, block: $block) { id }';

/** Hash of the last block with an event, from a state root; null where there is none. */
export function stateOf(rows: Json | undefined): string | null {
  const row = Array.isArray(rows) ? (rows as readonly Json[])[0] : undefined;
  return isJsonObject(row) && typeof row.id === 'string' ? row.id : null;
}

/** Throws `StateMoved` where another state was read. */
export function checkState(pin: Pin, rows: Json | undefined): void {
  if (stateOf(rows) !== pin.state) throw new StateMoved();
}

/** Data of a query with the variable `$block` and the root `STATE`. */
export async function readAt(
  upstream: UpstreamClient,
  pin: Pin,
  query: string,
  variables: JsonObject,
  signal: AbortSignal | undefined,
): Promise<JsonObject> {
  const block = { number: pin.block.number };
  const asked = upstream.ask({ query, variables: { ...variables, block } }, signal);
  const { data } = await ofPin(asked.then(parseAnswer));
  checkState(pin, data.state);
  return data;
}

/** What is read at a pin. Its block was indexed before: where it is no longer, the chain is being reorganised. */
export function ofPin<Value>(reading: Promise<Value>): Promise<Value> {
  return reading.catch((error: unknown) => {
    throw error instanceof ApiError && error.code === 'BLOCK_NOT_INDEXED' ? new StateMoved() : error;
  });
}
