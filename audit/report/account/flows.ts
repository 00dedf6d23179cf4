/** What moved: by verb, by size and by day. */
import type { ActivityRow, FlowRow } from '../read/activities.ts';
import type { Flow, Move } from '../shape-flows.ts';
import { amountOf, byVerb, isMove, unitOf } from './verbs.ts';

/** Each verb as the index counted it, beside the same counted here from the activities. */
export function flowsOf(rows: readonly FlowRow[], activities: readonly ActivityRow[]): Flow[] {
  const counted = new Map<string, { counted: number; summed: bigint }>();
  for (const activity of activities) {
    const { counted: before, summed } = counted.get(activity.verb) ?? { counted: 0, summed: 0n };
    counted.set(activity.verb, { counted: before + 1, summed: summed + (amountOf(activity) ?? 0n) });
  }
  const indexed = new Map(rows.map((row) => [row.verb, row]));
  const verbs = [...new Set([...indexed.keys(), ...counted.keys()])];
  return verbs
    .map((verb) => ({
      verb,
      count: indexed.get(verb)?.count ?? 0,
      amount: String(indexed.get(verb)?.amount ?? 0n),
      unit: unitOf(verb),
      counted: counted.get(verb)?.counted ?? 0,
      summed: String(counted.get(verb)?.summed ?? 0n),
    }))
    .sort(byVerb);
}

const LARGEST = 10;

/** The largest amounts of USDC and stkUSDC that one activity moved; the earlier first where two are equal. */
export function largestMoves(activities: readonly ActivityRow[]): Move[] {
  return activities
    .filter((activity) => isMove(activity.verb) && (amountOf(activity) ?? 0n) > 0n)
    .sort((one, other) => {
      const difference = (other.amount ?? 0n) - (one.amount ?? 0n);
      return difference === 0n ? one.sequence - other.sequence : difference > 0n ? 1 : -1;
    })
    .slice(0, LARGEST)
    .map((row) => ({
      sequence: row.sequence,
      verb: row.verb,
      amount: String(row.amount),
      account: row.account ?? row.from ?? null,
      other: row.to ?? (row.other === row.account ? null : (row.other ?? null)),
      blockNumber: row.blockNumber,
      timestamp: row.timestamp,
      transactionHash: row.transactionHash,
    }));
}
