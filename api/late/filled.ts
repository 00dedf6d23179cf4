/** `filled`: whether the index has no entity for a row. */
import type { LateField } from '../plan/late.ts';
import { filledKey } from './made-rows.ts';

export const filled: LateField = {
  needs: [],
  compile({ scope }) {
    const key = filledKey(scope);
    return async (rows) => rows.map((row) => String(row[key] === true));
  },
};
