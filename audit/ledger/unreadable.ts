/** Which row of a list keeps the whole list from being read: as a rule one that names an entity that is not stored. */
import { AuditError } from '../error.ts';

/** How the API refuses a list in which a row cannot be told. */
const REFUSED = 'QUERY_REFUSED';

/** Asks for rows of the list with that selection, all of them or those with the given ids. */
export type Rows = (
  selection: string,
  ids?: readonly string[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export const isRefused = (error: unknown): boolean => error instanceof AuditError && error.code === REFUSED;

/** The error that names the row; the given one where each row can be read by itself. */
export async function namingRow(list: string, selection: string, rows: Rows, error: unknown): Promise<unknown> {
  const isNumbered = list === 'activities' || list === 'stateChanges';
  let suspects = await rows(isNumbered ? 'id sequence' : 'id');
  while (suspects.length > 1) {
    const half = suspects.slice(0, Math.ceil(suspects.length / 2));
    suspects = (await isReadable(selection, rows, half)) ? suspects.slice(half.length) : half;
  }
  const [row] = suspects;
  if (row === undefined || (await isReadable(selection, rows, suspects))) return error;
  const name = `${isNumbered ? `number ${row.sequence} (${row.id})` : row.id} of ${list}`;
  return new AuditError('LEDGER_UNREADABLE', `${name} cannot be read, it names something that is not stored.`);
}

async function isReadable(selection: string, rows: Rows, some: Awaited<ReturnType<Rows>>): Promise<boolean> {
  try {
    await rows(
      selection,
      some.map(({ id }) => String(id)),
    );
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}
