/**
 * The roots `rewardsAccount` and `rewardsAccounts` where something derived is selected and accounts are named by their
 * addresses: those that only are in a tree are found too. Every other list is of stored accounts.
 */

import { getNamedType, isObjectType } from 'graphql';
import { ApiError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { collectFields } from '../../plan/collect.ts';
import type { LateField, LateNode, LateRequest } from '../../plan/late.ts';
import { type AccountRows, accountRows } from './account-rows.ts';
import { byStored } from './sorting.ts';

const ADDRESS = /^(?:0x)?([0-9a-f]{40})$/i;

/** The address as rows have it; null for what is none. */
export function readAddress(value: Json | undefined): string | null {
  const [, digits] = ADDRESS.exec(typeof value === 'string' ? value : '') ?? [];
  return digits === undefined ? null : `0x${digits.toLowerCase()}`;
}

function selectsDerived({ scope, type, sets }: LateNode): boolean {
  const account = getNamedType(type);
  if (!isObjectType(account)) return false;
  const fields = [...collectFields(scope, account, sets).values()];
  return fields.some(([node]) => node !== undefined && scope.needsOf(account.name, node.name.value) !== null);
}

export const rewardsAccount: LateField = {
  needs: [],
  when: selectsDerived,
  compile({ scope, sets }) {
    const source = accountRows(scope, sets);
    return async (_rows, request) => {
      const { id } = request.args;
      // What is no address is the Graph Node's to refuse.
      const { answer, rows } = await source.read(request, [readAddress(id) ?? String(id)]);
      const [text = 'null'] = await source.write(request, answer, rows);
      return [text];
    };
  },
};

export const rewardsAccounts: LateField = {
  needs: [],
  when: (node) => selectsDerived(node) && node.nodes[0]?.arguments?.some(({ name }) => name.value === 'where') === true,
  compile({ scope, sets }) {
    const source = accountRows(scope, sets);
    const args = ['skip', 'first', 'orderBy', 'orderDirection', 'where'];
    const stored = scope.sub({ root: 'rewardsAccounts', args, sets });
    return async (_rows, request) => {
      const named = namedAddresses(request.args.where);
      if (named !== null) return [await listOf(source, request, named)];
      const { skip, first, orderBy, orderDirection, where } = request.args;
      const given = {
        skip: skip ?? 0,
        first: first ?? 100,
        orderBy: orderBy ?? 'id',
        orderDirection: orderDirection ?? 'asc',
        where: where ?? {},
      };
      return [await request.run(stored, request.pin, given)];
    };
  },
};

/** The addresses where the condition is nothing but `id` or `id_in`; null where it is anything else. */
function namedAddresses(where: Json | undefined): readonly string[] | null {
  const given = isJsonObject(where) ? Object.entries(where) : [];
  const [name, value] = given[0] ?? [];
  if (given.length !== 1) return null;
  const values = name === 'id' ? [value] : name === 'id_in' && Array.isArray(value) ? (value as Json[]) : null;
  const addresses = values?.map(readAddress) ?? [null];
  return addresses.includes(null) ? null : [...new Set(addresses as string[])];
}

async function listOf(source: AccountRows, request: LateRequest, addresses: readonly string[]): Promise<string> {
  const [first, skip] = [
    pageArgument(request.args, 'first', 1, 1000, 100),
    pageArgument(request.args, 'skip', 0, 2 ** 31 - 1, 0),
  ];
  const { answer, rows } = await source.read(request, addresses);
  const { orderBy, orderDirection } = request.args;
  const sorted = rows.toSorted(byStored(String(orderBy ?? 'id'), orderDirection === 'desc'));
  return `[${(await source.write(request, answer, sorted.slice(skip, skip + first))).join(',')}]`;
}

/** As a Graph Node checks it. */
function pageArgument(args: JsonObject, name: string, least: number, most: number, otherwise: number): number {
  const value = args[name] ?? otherwise;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new ApiError('BAD_USER_INPUT', `The argument ${name} must be from ${least} to ${most}: correct it.`);
  return value;
}
