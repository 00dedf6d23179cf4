/** Names of operations as labels of metrics: clients choose them, so only so many become labels. */

const MOST = 100;
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,63}$/;
const seen = new Set<string>();

/** The name, if it is among the first that were seen; `anonymous` for none, `other` for the rest. */
export function operationLabel(name: string | null): string {
  if (name === null || name === '') return 'anonymous';
  if (seen.has(name)) return name;
  if (seen.size >= MOST || !NAME.test(name)) return 'other';
  seen.add(name);
  return name;
}
