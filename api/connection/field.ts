/** The connection as a late field: of Query, Staker, Borrower and Epoch. */
import { integer } from '../derived/rows.ts';
import type { JsonObject } from '../json.ts';
import type { LateField, LateRequest, Pin, Sub } from '../plan/late.ts';
import { countList } from './count.ts';
import { cursorWriter } from './cursor.ts';
import { digestOfList, type List, listsAt, type Scope } from './list.ts';
import { readNodes } from './nodes.ts';
import { checkList, pinOf } from './pin.ts';
import { findPlaces } from './places.ts';
import { type PageRequest, readPageRequest } from './request.ts';
import { type ConnectionSelection, compileSelection, type Page } from './selection.ts';

/** `needs` is the stored field that says which list a row holds. */
function connection(needs: readonly string[], scopeOf: (row: JsonObject, key: string) => Scope): LateField {
  return {
    needs,
    compile(node) {
      const selection = compileSelection(node);
      const key = node.key(needs[0] ?? '');
      return (rows, request) =>
        readPages(
          request,
          selection,
          rows.map((row) => scopeOf(row, key)),
        );
    },
  };
}

/** Of Query: a cursor names the block of the response. */
export const allActivities: LateField = {
  ...connection([], () => ({ kind: 'all' })),
  block: {
    arguments: ['after', 'before'],
    read(values) {
      const { after, before } = readPageRequest(values);
      return (after ?? before)?.block ?? null;
    },
  },
};

export const activitiesOfAccount = connection(['id'], (row, key) => ({ kind: 'account', address: String(row[key]) }));

export const activitiesOfEpoch = connection(['number'], (row, key) => ({ kind: 'epoch', number: integer(row, key) }));

/** A page for each list; an activity that several hold is read once. */
async function readPages(
  request: LateRequest,
  selection: ConnectionSelection,
  scopes: readonly Scope[],
): Promise<readonly string[]> {
  const wanted = readPageRequest(request.args);
  const digests = scopes.map((scope) => digestOfList(scope, wanted.where));
  for (const digest of digests) checkList(wanted, digest);
  const pin = await pinOf(request, wanted);
  const lists = await listsAt(request, pin, scopes, wanted.where, digests);
  const pages = await Promise.all(lists.map((list) => findPage(request, pin, wanted, list, selection.countsAll)));
  const sequences = pages.flatMap((page) => page.sequences);
  const texts = await Promise.all(selection.subs.map((sub) => readNodes(request, pin, sub, sequences)));
  const node = (sub: Sub, sequence: number): string => texts[selection.subs.indexOf(sub)]?.get(sequence) as string;
  return pages.map((page) => selection.write({ ...page, node }));
}

export async function findPage(
  request: LateRequest,
  pin: Pin,
  wanted: PageRequest,
  list: List,
  countsAll: boolean,
): Promise<Omit<Page, 'node'>> {
  const [places, totalCount] = await Promise.all([
    findPlaces(request, pin, list, wanted),
    countsAll ? countList(request, pin, list) : null,
  ]);
  request.spend(places.sequences.length);
  const cursor = cursorWriter(pin, wanted.direction, list.digest);
  return { ...places, totalCount, block: pin.block, cursor };
}
