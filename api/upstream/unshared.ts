let asked = 0;

/** The same query as one that is sent for this caller alone: an identical one on its way may be of an earlier state. */
export function unshared(query: string): string {
  return `${query}\n#${++asked}`;
}
