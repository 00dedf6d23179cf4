/** All activities by the accounts they name: less work than asking for each account where many are asked about. */
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import { PAGE } from '../plan/context.ts';
import type { LateRequest, Pin } from '../plan/late.ts';

const ACTORS = `query($block: Block_height, $from: Int!, $to: Int!) {
  rows: activities(first: ${PAGE}, orderBy: sequence, where: { sequence_gte: $from, sequence_lte: $to }, block: $block) {
    sequence actors
  }
  ${STATE}
}`;

/** Whether reading all of so many activities takes fewer queries than one for each account. */
export function isWorthReadingAll(activities: number, accounts: number): boolean {
  return Math.ceil(activities / PAGE) < accounts;
}

/** Ascending sequence numbers by account, of the activities from 1 to `newest`. */
export async function sequencesByAccount(
  request: LateRequest,
  pin: Pin,
  newest: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const starts = Array.from({ length: Math.ceil(newest / PAGE) }, (_, i) => i * PAGE + 1);
  const pages = await Promise.all(
    starts.map((from) => request.read(ACTORS, { from, to: Math.min(newest, from + PAGE - 1) }, pin)),
  );
  const byAccount = new Map<string, number[]>();
  for (const { sequence, actors } of pages.flatMap(({ rows }) => objects(rows)))
    for (const actor of Array.isArray(actors) ? actors : []) {
      const known = byAccount.get(String(actor));
      if (known) known.push(Number(sequence));
      else byAccount.set(String(actor), [Number(sequence)]);
    }
  return byAccount;
}
