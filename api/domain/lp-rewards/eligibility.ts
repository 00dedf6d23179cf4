/** Who may be rewarded, and with which uptime. */
import type { Rules } from './rules.ts';

/** Whether this share of all maker volume of the previous epoch reaches the threshold; volumes in one unit. */
export function isEligible(volume: bigint, total: bigint, { threshold }: Rules): boolean {
  return total > 0n && volume * 10_000n >= total * threshold;
}

/** Primary address by secondary address, lower case. */
export type Links = ReadonlyMap<string, string>;

/** The uptime that counts: for a secondary address the longest among all addresses that are linked with it. */
export function uptimeThatCounts(address: string, uptimes: ReadonlyMap<string, bigint>, links: Links): bigint {
  const primary = links.get(address);
  const own = uptimes.get(address) ?? 0n;
  if (primary === undefined) return own;
  let longest = uptimes.get(primary) ?? 0n;
  for (const [secondary, other] of links) {
    const uptime = uptimes.get(secondary) ?? 0n;
    if (other === primary && uptime > longest) longest = uptime;
  }
  return longest;
}
