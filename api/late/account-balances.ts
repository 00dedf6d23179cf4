/** Balances of accounts at the bounds of their epochs: one upstream query for all accounts of one moment. */
import { integer } from '../derived/rows.ts';
import type { JsonObject } from '../json.ts';
import type { LateField, LateNode, LateRequest, Sub } from '../plan/late.ts';
import { selectionOf } from '../plan/sub.ts';
import { valueWriter } from '../plan/values.ts';
import { type AccountKind, accountOf } from './account-epochs.ts';
import { chunksOf } from './chunks.ts';
import { closingOf, type Moment, openingOf, pinsOf } from './moments.ts';
import { readTimeline, type Timeline } from './timeline.ts';

type MomentOf = (timeline: Timeline, epoch: bigint) => Moment;

/** An account's values at a moment; those of one that the index did not know yet are `none`. */
export interface Balances {
  readonly kind: AccountKind;
  /** Fields of the account, under the names they are shown by. */
  readonly selection: string;
  readonly none: JsonObject;
}

/** `opening` and `closing` of an account's epoch. */
export function balanceFields(balances: Balances): Readonly<Record<'opening' | 'closing', LateField>> {
  const at = (moment: MomentOf): LateField => ({
    needs: ['id', 'number'],
    compile(node) {
      const sub = accountsSub(node, balances);
      const write = valueWriter(node.scope, node.type, node.sets);
      return async (rows, request) => (await valuesAt(request, node, sub, balances, rows, moment)).map(write);
    },
  });
  return { opening: at(openingOf), closing: at(closingOf) };
}

/**
 * What an account gained or lost in an epoch: the difference of one of its values between the first second of the epoch
 * and that of the next, and what flowed out of it. So the sum over epochs is exact, the last second of each included.
 */
export function gainField(balances: Balances, value: string, outflows: readonly string[]): LateField {
  return {
    needs: ['id', 'number', ...outflows],
    compile(node) {
      const sub = accountsSub(node, balances);
      return async (rows, request) => {
        const [before, after] = await Promise.all([
          valuesAt(request, node, sub, balances, rows, openingOf),
          valuesAt(request, node, sub, balances, rows, (timeline, epoch) => openingOf(timeline, epoch + 1n)),
        ]);
        return rows.map((row, i) => {
          const flowed = outflows.reduce((sum, field) => sum + integer(row, node.key(field)), 0n);
          const change = integer(after[i] ?? {}, value) - integer(before[i] ?? {}, value);
          return `"${change + flowed}"`;
        });
      };
    },
  };
}

function accountsSub({ scope }: LateNode, { kind, selection }: Balances): Sub {
  return scope.sub({ root: kind.accounts, args: ['first', 'where'], sets: [selectionOf(`id ${selection}`)] });
}

/** The balances that each row's account had at a moment of the row's epoch. */
async function valuesAt(
  request: LateRequest,
  node: LateNode,
  sub: Sub,
  { none }: Balances,
  rows: readonly JsonObject[],
  moment: MomentOf,
): Promise<readonly JsonObject[]> {
  const timeline = await readTimeline(request);
  const accounts = new Map<bigint, Set<string>>();
  const keys = rows.map((row) => {
    const epoch = integer(row, node.key('number'));
    const account = accountOf(row[node.key('id')]);
    const ofEpoch = accounts.get(epoch) ?? new Set();
    accounts.set(epoch, ofEpoch.add(account));
    return { epoch, account };
  });
  const epochs = [...accounts.keys()];
  const pins = await pinsOf(
    request,
    epochs.map((epoch) => moment(timeline, epoch)),
  );
  const values = new Map<string, JsonObject>();
  await Promise.all(
    epochs.flatMap((epoch, i) =>
      chunksOf([...(accounts.get(epoch) ?? [])]).map(async (chunk) => {
        const pin = pins[i] as (typeof pins)[number];
        const text = await request.run(sub, pin, { first: chunk.length, where: { id_in: chunk } });
        for (const row of JSON.parse(text) as JsonObject[]) values.set(`${epoch} ${row.id}`, row);
      }),
    ),
  );
  return keys.map(({ epoch, account }) => values.get(`${epoch} ${account}`) ?? none);
}
