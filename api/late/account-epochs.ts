/** Series of one account's epochs, gap-free: `Staker.epochSeries` and `Borrower.epochSeries`. */
import { getNamedType, isObjectType } from 'graphql';
import type { Json, JsonObject } from '../json.ts';
import type { LateField, LateRequest, LateScope, Sub, SubRows } from '../plan/late.ts';
import { chunksOf } from './chunks.ts';
import { epochRange } from './epoch-range.ts';
import { epochLink } from './epoch-rows.ts';
import { type Link, rowMaker, type SelectionSets, type Values } from './made-rows.ts';
import { readTimeline } from './timeline.ts';

/** How accounts and their epochs are named. */
export interface AccountKind {
  /** Type of a row, the roots that list rows and accounts, and the row's field with the account. */
  readonly type: string;
  readonly rows: string;
  readonly accounts: string;
  readonly account: string;
}

export const STAKER: AccountKind = {
  type: 'StakerEpoch',
  rows: 'stakerEpoches',
  accounts: 'stakers',
  account: 'staker',
};
export const BORROWER: AccountKind = {
  type: 'BorrowerEpoch',
  rows: 'borrowerEpoches',
  accounts: 'borrowers',
  account: 'borrower',
};

/** Length of an address as text: an account's epoch has the number after it. */
const ADDRESS = 42;

/** Address of the account from the id of its epoch. */
export function accountOf(id: Json | undefined): string {
  return String(id).slice(0, ADDRESS);
}

/** `address.concatI32(number)`: four little-endian bytes. */
function rowId(account: string, epoch: bigint): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(Number(epoch));
  return account + bytes.toString('hex');
}

export function epochSeries(kind: AccountKind): LateField {
  return {
    needs: ['id'],
    compile({ scope, sets, key }) {
      const sub = scope.sub({ root: kind.rows, args: ['first', 'where'], sets, needs: ['id'] });
      const zeros = zeroFlows(scope, kind);
      const make = rowMaker(scope, kind.type, sets, {
        [kind.account]: (accountSets) => accountLink(scope, kind, accountSets),
        epoch: (epochSets) => epochLink(scope, epochSets),
      });
      return async (rows, request) => {
        const epochs = await epochRange(request, rows.length);
        if (epochs.length === 0) return rows.map(() => '[]');
        const { recorded } = await readTimeline(request);
        const accounts = rows.map((row) => String(row[key('id')]));
        const all = accounts.flatMap((account) =>
          epochs.map((epoch) => ({ ...zeros, id: rowId(account, epoch), number: Number(epoch) })),
        );
        const names = all.filter(({ number }) => recorded.has(BigInt(number))).map(({ id }) => id);
        const { answer, known } = await rowsById(request, sub, names);
        const made = await make(
          request,
          all.filter(({ id }) => !known.has(id)),
        );
        const filled = made.values();
        const series = all.map(({ id }) => known.get(id) ?? (filled.next().value as JsonObject));
        const texts = await request.write(sub, answer, series);
        return chunksOf(texts, epochs.length).map((chunk) => `[${chunk.join(',')}]`);
      };
    },
  };
}

/** Rows by their ids. There is an answer to write with even where no id is given. */
async function rowsById(request: LateRequest, sub: Sub, ids: readonly string[]) {
  const answers = await Promise.all(
    (ids.length > 0 ? chunksOf(ids) : [['0x']]).map((chunk) =>
      request.rows(sub, request.pin, { first: chunk.length, where: { id_in: chunk } }),
    ),
  );
  const rows = answers.flatMap(({ list }) => list);
  return {
    answer: answers[0] as SubRows,
    known: new Map(rows.map((row) => [String(row[sub.key('id')]), row])),
  };
}

/** The accounts that rows belong to. */
function accountLink(scope: LateScope, kind: AccountKind, sets: SelectionSets): Link {
  const sub = scope.sub({ root: kind.accounts, args: ['first', 'where'], sets, needs: ['id'] });
  return async (request, rows) => {
    const accounts = rows.map((row) => accountOf(row.id));
    const { known } = await rowsById(request, sub, [...new Set(accounts)]);
    return accounts.map((account) => known.get(account) as JsonObject);
  };
}

/** Nothing moved: every amount of the type is zero. */
function zeroFlows(scope: LateScope, kind: AccountKind): Values {
  const type = scope.schema.getType(kind.type);
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  return Object.fromEntries(
    fields.filter((field) => getNamedType(field.type).name === 'BigInt').map(({ name }) => [name, '0']),
  );
}
