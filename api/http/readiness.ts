/** Whether answers are recent enough to be served. */
import type { Gateway } from '../execute/gateway.ts';
import { metrics } from '../metrics.ts';
import type { Chain } from '../upstream/chain.ts';

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

/**
 * The lag is measured against the chain where one is configured: a chain that stands still is not late. Without one
 * nothing tells how far the chain is, and the lag is unknown.
 */
export async function readiness(gateway: Gateway, chain: Chain | null, limits: Limits): Promise<Readiness> {
  const head = gateway.tracker.lastSeen();
  const latest = (await chain?.block('latest')) ?? null;
  const lagBlocks = head && latest ? Math.max(0, latest.number - head.number) : null;
  const lagSeconds = head && latest ? Math.max(0, Number(latest.timestamp - head.timestamp)) : null;
  if (lagSeconds !== null) metrics.lagSeconds.set(lagSeconds);
  if (lagBlocks !== null) metrics.lagBlocks.set(lagBlocks);
  const reason = whyNot(gateway, chain !== null && latest === null, lagSeconds, lagBlocks, limits);
  return {
    ready: reason === null,
    reason,
    head: head && { number: head.number, hash: head.hash, timestamp: String(head.timestamp) },
    chainHead: latest && { number: latest.number, timestamp: String(latest.timestamp) },
    lagSeconds,
    lagBlocks,
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
