/** Conditions on governance changes, checked and applied here. */
import { ApiError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { readAddress } from './arguments.ts';
import type { GovernanceChange } from './history.ts';

type Test = (change: GovernanceChange) => boolean;

const NUMBER = (name: string, value: Json): number => {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new ApiError('BAD_USER_INPUT', `The condition ${name} must be a whole number: correct it.`);
};

const LIST = <Item>(name: string, value: Json, read: (item: Json) => Item): ReadonlySet<Item> => {
  if (Array.isArray(value)) return new Set((value as readonly Json[]).map(read));
  throw new ApiError('BAD_USER_INPUT', `The condition ${name} must be a list: correct it.`);
};

/** By the conditions' names; what each makes of its value. */
const CONDITIONS: Readonly<Record<string, (value: Json, name: string) => Test>> = {
  contract: (value, name) => equals('contract', readAddress(value, name)),
  contract_in: (value, name) =>
    isIn(
      'contract',
      LIST<string>(name, value, (item) => readAddress(item, name)),
    ),
  kind: (value) => equals('kind', String(value)),
  kind_in: (value, name) => isIn('kind', LIST(name, value, String)),
  subject: (value) => equals('subject', String(value).toLowerCase()),
  transactionFrom: (value, name) => equals('transactionFrom', readAddress(value, name)),
  epoch: (value, name) => equals('epoch', NUMBER(name, value)),
  epoch_gte: (value, name) => between(NUMBER(name, value), Number.POSITIVE_INFINITY),
  epoch_lte: (value, name) => between(0, NUMBER(name, value)),
};

/** All of them must hold. What does not fit is an ApiError, BAD_USER_INPUT. */
export function readFilter(where: JsonObject | null): Test {
  const tests = Object.entries(where ?? {}).flatMap(([name, value = null]) => {
    const condition = Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name] : undefined;
    if (condition === undefined)
      throw new ApiError('BAD_USER_INPUT', `There is no condition ${name} on governance changes: leave it out.`);
    return value === null ? [] : [condition(value, name)];
  });
  return (change) => tests.every((test) => test(change));
}

function equals<Field extends keyof GovernanceChange>(field: Field, wanted: string | number): Test {
  return (change) => change[field] === wanted;
}

function isIn(field: 'contract' | 'kind', wanted: ReadonlySet<string>): Test {
  return (change) => wanted.has(change[field]);
}

/** Changes before epoch zero are in no epoch. */
function between(from: number, to: number): Test {
  return ({ epoch }) => epoch !== null && epoch >= from && epoch <= to;
}
