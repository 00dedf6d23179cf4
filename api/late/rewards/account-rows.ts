/**
 * RewardsAccount rows by address. An account that is in a tree and was never named by a log has no entity: its row is
 * made here, with nothing claimed.
 */
import type { JsonObject } from '../../json.ts';
import type { LateRequest, LateScope, Sub, SubRows } from '../../plan/late.ts';
import { chunksOf } from '../chunks.ts';
import { type Link, rowMaker, type SelectionSets, type Values } from '../made-rows.ts';
import { inSomeTree } from './roots.ts';

/** Stored fields that rows can be sorted by; what is left is the same for all. */
const STORED = ['id', 'claimedRewards', 'alwaysAllowClaims', 'claimCount', 'firstBlock'] as const;

/** A row in the shape of the selection, with its stored values. */
export interface AccountRow {
  readonly row: JsonObject;
  readonly values: Values;
}

export interface AccountRows {
  /** Rows of those that have an entity or are in a tree, in no order. Addresses are lower case, each once. */
  read(request: LateRequest, addresses: readonly string[]): Promise<{ answer: SubRows; rows: AccountRow[] }>;
  write(request: LateRequest, answer: SubRows, rows: readonly AccountRow[]): Promise<readonly string[]>;
}

export function accountRows(scope: LateScope, sets: SelectionSets): AccountRows {
  const sub = scope.sub({ root: 'rewardsAccounts', args: ['first', 'where'], sets, needs: STORED });
  const make = rowMaker(scope, 'RewardsAccount', sets, {
    distributor: (distributorSets) => distributorLink(scope, distributorSets),
  });
  return {
    async read(request, addresses) {
      // One answer is needed even where no address is given: it has what writing needs.
      const chunks = addresses.length > 0 ? chunksOf(addresses) : [['0x']];
      const answers = await Promise.all(
        chunks.map((chunk) => request.rows(sub, request.pin, { first: chunk.length, where: { id_in: chunk } })),
      );
      const stored = answers.flatMap(({ list }) => list.map((row) => ({ row, values: storedValues(sub, row) })));
      const known = new Set(stored.map(({ values }) => values.id));
      const unnamed = await inSomeTree(
        request,
        addresses.filter((address) => !known.has(address)),
      );
      const values = unnamed.map(unnamedAccount);
      const made = await make(request, values);
      const rows = made.map((row, i) => ({ row, values: values[i] as Values }));
      return { answer: answers[0] as SubRows, rows: [...stored, ...rows] };
    },
    write: (request, answer, rows) =>
      request.write(
        sub,
        answer,
        rows.map(({ row }) => row),
      ),
  };
}

function storedValues(sub: Sub, row: JsonObject): Values {
  return Object.fromEntries(STORED.map((field) => [field, row[sub.key(field)] ?? null]));
}

function unnamedAccount(id: string): Values {
  return { id, claimedRewards: '0', alwaysAllowClaims: false, claimCount: 0, firstBlock: null };
}

function distributorLink(scope: LateScope, sets: SelectionSets): Link {
  const sub = scope.sub({ root: 'rewardsDistributors', args: ['first'], sets });
  return async (request, rows) => {
    const { list } = await request.rows(sub, request.pin, { first: 1 });
    return rows.map(() => list[0] as JsonObject);
  };
}
