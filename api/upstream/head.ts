/** The newest indexed block, polled, and whether what is known of it is recent. */
import type { Head } from '../block.ts';
import { isJsonObject, type Json } from '../json.ts';
import { parseAnswer } from './answer.ts';
import type { UpstreamClient } from './client.ts';

/** Alone in its query, so that a poll costs the Graph Node one row. */
const QUERY = { query: '{ _meta { hasIndexingErrors block { number hash timestamp } } }', variables: {} };
/** Polls that may fail in a row before the head counts as unknown. */
const MISSED_POLLS = 8;

export interface HeadTracker {
  /** The newest indexed block; null while it is not known recently enough to answer from a cache. */
  current(): Head | null;
  /** The last one seen, however long ago. */
  lastSeen(): Head | null;
  hasIndexingErrors(): boolean;
  /** An answer showed this block as the newest: later answers must not come from an older one. */
  observe(head: Head): void;
  poll(): Promise<void>;
  close(): void;
}

export function trackHead(upstream: UpstreamClient, pollIntervalMs: number): HeadTracker {
  let head: Head | null = null;
  let seenAt = 0;
  let failed = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let observations = 0;

  async function poll(): Promise<void> {
    const before = observations;
    const { data } = parseAnswer(await upstream.poll(QUERY));
    const seen = readHead(isJsonObject(data._meta) ? data._meta.block : null);
    failed = isJsonObject(data._meta) && data._meta.hasIndexingErrors === true;
    // An answer that arrived meanwhile may be newer than this one.
    if (seen === null || before !== observations) return;
    head = seen;
    seenAt = Date.now();
  }

  function schedule(): void {
    timer = setTimeout(async () => {
      await poll().catch(() => undefined);
      if (!closed) schedule();
    }, pollIntervalMs);
    timer.unref();
  }
  schedule();

  return {
    current: () => (Date.now() - seenAt <= pollIntervalMs * MISSED_POLLS ? head : null),
    lastSeen: () => head,
    hasIndexingErrors: () => failed,
    observe(seen) {
      if (head !== null && seen.number <= head.number) return;
      observations++;
      head = seen;
      seenAt = Date.now();
    },
    poll,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}

/** A block of `_meta` that is known in full; null for a past block, which `_meta` gives without hash and time. */
export function readHead(block: Json | undefined): Head | null {
  if (!isJsonObject(block)) return null;
  const { number, hash, timestamp } = block;
  if (typeof number !== 'number' || typeof hash !== 'string' || typeof timestamp !== 'number') return null;
  return { number, hash, timestamp: BigInt(timestamp) };
}
