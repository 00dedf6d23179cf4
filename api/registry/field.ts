/** Names as fields of the entities that have an address. */
import type { LateField } from '../plan/late.ts';
import { nameOf } from './names.ts';

function nameBy(stored: string): LateField {
  return {
    needs: [stored],
    compile:
      ({ key }) =>
      (rows) =>
        Promise.resolve(rows.map((row) => JSON.stringify(nameOf(String(row[key(stored)]))))),
  };
}

/** Of Borrower and StarkProxy. */
export const ownName = nameBy('id');

/** Of RoleHolder. */
export const accountName = nameBy('account');
