// What the scenarios expect of the ledger: flows and rows of changes, in short notation.
import { type Assertion, type Expected, one } from './mapping-scenario.ts';

type Amount = number | string;

/** How often a verb occurred in an epoch, and how much it moved. */
export const flow = (epoch: number, verb: string, count: number, amount: Amount): Assertion =>
  one('epochFlow', `${epoch}-${verb}`, { verb, count, amount, epoch: { number: epoch } });

/** One stored value that changed: the field, and its value before and after. */
type Change = [kind: string, subject: string, field: string, before: Amount, after: Amount];

/** Every change of one activity in the order of its positions; none where none is named. */
export const changesOf = (sequence: number, ...changes: Change[]): Assertion => ({
  query: `{ stateChanges(where: { sequence: ${sequence} }) { ${ROW} } }`,
  expected: { stateChanges: changes.map((change, position) => rowOf(position, change)) },
});

const ROW = 'position subjectKind subject field before change after';

function rowOf(position: number, [subjectKind, subject, field, before, after]: Change): Expected {
  const change = (BigInt(after) - BigInt(before)).toString();
  return { position, subjectKind, subject, field, before, change, after };
}
