/** The newest indexed block, polled, and whether what is known of it is recent. */
import { setTimeout as pause } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Head } from '../block.ts';
import { isJsonObject, type Json } from '../json.ts';
import { parseAnswer } from './answer.ts';
import type { UpstreamClient } from './client.ts';
import { inTurns } from './turns.ts';

/** Alone in its query, so that a poll costs the Graph Node one row. */
const QUERY = { query: '{ _meta { hasIndexingErrors block { number hash parentHash timestamp } } }', variables: {} };
/** Intervals without an answer after which the head counts as unknown. */
const MISSED_POLLS = 8;
/** Newest blocks remembered. */
const REMEMBERED = 16;

export interface HeadTracker {
  /** The newest indexed block; null while the Graph Node does not answer. */
  current(): Head | null;
  /** The same where it was the newest within the last polling interval, so that a cached answer may be given for it. */
  fresh(): Head | null;
  /**
   * The same within half an interval, asked for where that is not known: who asks a busy Graph Node for what is kept waits
   * for this short answer instead of causing the long one again. Null where none comes.
   */
  confirm(): Promise<Head | null>;
  /** The last one seen, however long ago. */
  lastSeen(): Head | null;
  /** The block of a hash that was the newest just now; null where it is not found. */
  headOf(hash: string): Promise<Head | null>;
  hasIndexingErrors(): boolean;
  /**
   * The answer to a query sent at `asked`, on the clock of `performance.now()`, showed this block as the newest: later
   * answers must not come from an older one.
   */
  observe(head: Head, asked: number): void;
  /** The newest block at a time after the call, asked for once for all who wait; null where the Graph Node names none. */
  poll(): Promise<Head | null>;
  /** Whether `head` came on top of `earlier`, or is it, as far as polls saw each block between them. */
  follows(head: Head, earlier: Head): boolean;
  close(): void;
}

export function trackHead(upstream: UpstreamClient, pollIntervalMs: number): HeadTracker {
  let head: Head | null = null;
  /** When a question was sent whose answer showed it: until then it certainly was the newest. */
  let newestAt = Number.NEGATIVE_INFINITY;
  let failed = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let observations = 0;
  let polling: { readonly begun: number; readonly done: Promise<void> } | null = null;
  const period = pollIntervalMs / 2;
  const recent = new LRUCache<string, Head>({ max: REMEMBERED });
  /** Hash of the block before, by hash. */
  const parents = new LRUCache<string, string>({ max: REMEMBERED });

  const poll = inTurns(async (): Promise<Head | null> => {
    const before = observations;
    const asked = performance.now();
    const { data } = parseAnswer(await upstream.poll(QUERY));
    const block = isJsonObject(data._meta) ? data._meta.block : null;
    const seen = readHead(block);
    failed = isJsonObject(data._meta) && data._meta.hasIndexingErrors === true;
    if (seen === null) return null;
    recent.set(seen.hash, seen);
    if (isJsonObject(block) && typeof block.parentHash === 'string') parents.set(seen.hash, block.parentHash);
    // An answer that arrived meanwhile may be newer than this one.
    if (before !== observations || asked < newestAt) return seen;
    head = seen;
    newestAt = asked;
    return seen;
  });

  /** A poll begun after `since`, shared by all who need one; it resolves whatever comes of it, and at last in any case. */
  function polled(since: number): Promise<void> {
    if (polling !== null && polling.begun >= since) return polling.done;
    const tooLong = pause(pollIntervalMs * MISSED_POLLS, undefined, { ref: false });
    const done = Promise.race([poll().catch(() => null), tooLong]).then(() => undefined);
    polling = { begun: performance.now(), done };
    return done;
  }

  /** Twice an interval, so that one answer comes before what is known of the one before has grown old. */
  function schedule(milliseconds: number): void {
    timer = setTimeout(async () => {
      const begun = performance.now();
      await poll().catch(() => undefined);
      if (!closed) schedule(Math.max(0, period - (performance.now() - begun)));
    }, milliseconds);
    timer.unref();
  }
  schedule(period);

  return {
    current: () => (performance.now() - newestAt <= pollIntervalMs * MISSED_POLLS ? head : null),
    fresh: () => (performance.now() - newestAt <= pollIntervalMs ? head : null),
    async confirm() {
      const since = performance.now() - pollIntervalMs / 2;
      if (newestAt < since) await polled(since);
      return newestAt >= since ? head : null;
    },
    lastSeen: () => head,
    async headOf(hash) {
      // The first may join one that is on its way since before the block came.
      for (let tries = 0; tries < 2 && !recent.has(hash); tries++) await poll();
      return recent.get(hash) ?? null;
    },
    hasIndexingErrors: () => failed,
    observe(seen, asked) {
      recent.set(seen.hash, seen);
      const isSame = seen.hash === head?.hash;
      if (!isSame && head !== null && seen.number <= head.number) return;
      if (!isSame) observations++;
      head = seen;
      newestAt = isSame ? Math.max(newestAt, asked) : asked;
    },
    poll,
    follows(later, earlier) {
      let hash: string | undefined = later.hash;
      for (let number = later.number; number > earlier.number && hash !== undefined; number--) hash = parents.get(hash);
      return hash === earlier.hash;
    },
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
