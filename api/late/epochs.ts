/** The root `epochs`: every epoch, quiet ones filled in. */
import type { LateField } from '../plan/late.ts';
import { epochRange } from './epoch-range.ts';
import { epochRows } from './epoch-rows.ts';

export const epochs: LateField = {
  needs: [],
  compile({ scope, sets }) {
    const source = epochRows(scope, sets);
    return async (_rows, request) => {
      const numbers = await epochRange(request, 1);
      if (numbers.length === 0) return ['[]'];
      const { answer, rows } = await source.read(request, numbers);
      return [`[${(await request.write(source.sub, answer, rows)).join(',')}]`];
    };
  },
};
