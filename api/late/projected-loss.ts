/** Late fields of Borrower and Staker: their part of the projection at the next epoch's first second. */
import { integer } from '../derived/rows.ts';
import { lossToShortfall } from '../domain/inactive-balances.ts';
import type { JsonObject } from '../json.ts';
import type { LateField } from '../plan/late.ts';
import { selectionOf } from '../plan/sub.ts';
import { chunksOf } from './chunks.ts';
import { pinAt, projectionReader } from './projection.ts';

/** What a borrower would be charged. */
export const projectedShortfall: LateField = {
  needs: ['id'],
  compile({ scope, key }) {
    const read = projectionReader(scope);
    return async (rows, request) => {
      const projection = await read(request, pinAt(request));
      const charged = new Map(projection?.booking.charges.map(({ borrower, amount }) => [borrower, amount]));
      return rows.map((row) => `"${charged.get(String(row[key('id')])) ?? 0n}"`);
    };
  },
};

/** What a staker would lose: the stake inactive by then, cut by the shortfall's factor. */
export const projectedLoss: LateField = {
  needs: ['id'],
  compile({ scope, key }) {
    const read = projectionReader(scope);
    const sub = scope.sub({
      root: 'stakers',
      args: ['first', 'where'],
      sets: [selectionOf('id inactive: inactiveBalanceNextEpoch')],
    });
    return async (rows, request) => {
      const pin = pinAt(request);
      const index = (await read(request, pin))?.booking.shortfallIndex ?? null;
      if (index === null) return rows.map(() => '"0"');
      const ids = rows.map((row) => String(row[key('id')]));
      const losses = new Map<string, bigint>();
      await Promise.all(
        chunksOf([...new Set(ids)]).map(async (chunk) => {
          const text = await request.run(sub, pin, { first: chunk.length, where: { id_in: chunk } });
          for (const row of JSON.parse(text) as JsonObject[])
            losses.set(String(row.id), lossToShortfall(integer(row, 'inactive'), index));
        }),
      );
      return ids.map((id) => `"${losses.get(id) ?? 0n}"`);
    };
  },
};
