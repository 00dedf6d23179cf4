/** Arguments of derived fields beside `at`, as the contract takes them. Checked before anything is asked upstream. */
import { type ValueNode, valueFromASTUntyped } from 'graphql';
import type { ArgumentKind } from '../derived/field.ts';
import { ApiError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { ArgumentPlace } from '../plan/plan.ts';
import { readInteger } from './target.ts';

const READERS: Readonly<Record<ArgumentKind, (value: unknown, name: string) => bigint>> = {
  epoch(value, name) {
    const epoch = readInteger(value, name);
    if (epoch < 0n) throw new ApiError('BAD_USER_INPUT', `The argument ${name} must not be negative: count from 0.`);
    return epoch;
  },
  uint256(value, name) {
    const number = readInteger(value, name);
    if (number < 0n || number >= 1n << 256n)
      throw new ApiError('BAD_USER_INPUT', `The argument ${name} must be from 0 to 2^256 - 1: correct it.`);
    return number;
  },
  address: (value, name) => readBytes(value, name, 20),
  bytes32: (value, name) => readBytes(value, name, 32),
};

export function readArguments(places: readonly ArgumentPlace[], variables: JsonObject): bigint[] {
  return places.map(({ name, kind, value }) => READERS[kind](readArgument(value, variables), name));
}

export function readArgument(node: ValueNode | null, variables: JsonObject): unknown {
  return node && valueFromASTUntyped(node, variables as Record<string, unknown>);
}

/** A Graph Node takes bytes with and without 0x. */
function readBytes(value: unknown, name: string, length: number): bigint {
  const digits = typeof value === 'string' ? value.replace(/^0x/, '') : '';
  if (digits.length !== 2 * length || !/^[0-9a-f]+$/i.test(digits))
    throw new ApiError('BAD_USER_INPUT', `The argument ${name} must be ${length} bytes in hex: correct it.`);
  return BigInt(`0x${digits}`);
}
