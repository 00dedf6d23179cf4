/** Whether answers are recent enough to be served. */
import type { Head } from '../block.ts';
import type { Gateway } from '../execute/gateway.ts';
import { metrics } from '../metrics.ts';
import type { Chain } from '../upstream/chain.ts';
import type { Hold } from './hold.ts';

export interface Readiness {
  readonly ready: boolean;
  readonly reason: string | null;
  readonly head: { readonly number: number; readonly hash: string; readonly timestamp: string } | null;
  readonly chainHead: { readonly number: number; readonly timestamp: string } | null;
  readonly lagSeconds: number | null;
  readonly lagBlocks: number | null;
}

export interface Limits {
  readonly maxLagSeconds: number;
  readonly maxLagBlocks: number;
}

export interface ReadinessWatch {
  /** As of now; what is known of the chain is up to a second old, however many ask. */
  ask(): Promise<Readiness>;
  /** Not ready from now on: the server is being stopped. */
  stop(): void;
}

/** The chain is asked at most so often, ms. */
const FRESH_MS = 1000;
/** Metrics are brought up to date this often though nobody asks, ms. */
const LOOK_MS = 5000;

/**
 * The lag is measured against the chain where one is configured: a chain that stands still is not late. Without one
 * nothing tells how far the chain is, and the lag is unknown.
 */
export function watchReadiness(
  gateway: Gateway,
  chain: Chain | null,
  hold: Pick<Hold, 'reason'>,
  limits: Limits,
): ReadinessWatch {
  let latest: Promise<Head | null> = Promise.resolve(null);
  let lookedAt = Number.NEGATIVE_INFINITY;
  let stopping = false;

  function chainHead(): Promise<Head | null> {
    if (chain !== null && performance.now() - lookedAt > FRESH_MS) {
      lookedAt = performance.now();
      latest = chain.block('latest');
    }
    return latest;
  }

  async function ask(): Promise<Readiness> {
    const latest = await chainHead();
    const head = gateway.tracker.lastSeen();
    const lagBlocks = head && latest ? Math.max(0, latest.number - head.number) : null;
    const lagSeconds = head && latest ? Math.max(0, Number(latest.timestamp - head.timestamp)) : null;
    const silent = chain !== null && latest === null;
    const held = stopping ? 'The server is being stopped.' : hold.reason();
    const reason = held ?? whyNot(gateway, silent, lagSeconds, lagBlocks, limits);
    metrics.lagSeconds.set(lagSeconds ?? Number.NaN);
    metrics.lagBlocks.set(lagBlocks ?? Number.NaN);
    metrics.ready.set(reason === null ? 1 : 0);
    return {
      ready: reason === null,
      reason,
      head: head && { number: head.number, hash: head.hash, timestamp: String(head.timestamp) },
      chainHead: latest && { number: latest.number, timestamp: String(latest.timestamp) },
      lagSeconds,
      lagBlocks,
    };
  }

  void ask();
  const timer = setInterval(() => void ask(), LOOK_MS).unref();
  return {
    ask,
    stop() {
      stopping = true;
      clearInterval(timer);
    },
  };
}

function whyNot(
  gateway: Gateway,
  chainSilent: boolean,
  lagSeconds: number | null,
  lagBlocks: number | null,
  { maxLagSeconds, maxLagBlocks }: Limits,
): string | null {
  if (gateway.tracker.current() === null) return 'The Graph Node does not answer.';
  if (gateway.tracker.hasIndexingErrors()) return 'The index has skipped over errors.';
  if (chainSilent) return 'The chain does not answer, so the lag is not known.';
  // Both: a chain with rare blocks is not late by its seconds, nor one with fast blocks by their number.
  if ((lagSeconds ?? 0) > maxLagSeconds && (lagBlocks ?? 0) > 0)
    return 'The index is too many seconds behind the chain.';
  if ((lagBlocks ?? 0) > maxLagBlocks) return 'The index is too many blocks behind the chain.';
  return null;
}
