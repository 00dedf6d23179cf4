let asked = 0;

/** The same query as one that is sent for this caller alone: an identical one on its way may be of an earlier state. */
export function unshared(query: string): string {
  return `${query}\n#${++asked}`;
}

/** The id of no block. */
export function neverBefore(): string {
  return `0x${(++asked).toString(16).padStart(64, '0')}`;
}
