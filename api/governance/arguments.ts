/** Arguments that name accounts, contracts and roles. */
import { ApiError } from '../errors.ts';
import type { Json } from '../json.ts';
import { roleId } from '../registry/names.ts';
import type { History } from './history.ts';

/** An address in lower case. What is none is an ApiError, BAD_USER_INPUT. */
export function readAddress(value: Json | undefined, name: string): string {
  if (typeof value === 'string' && /^0x[0-9a-f]{40}$/i.test(value)) return value.toLowerCase();
  throw new ApiError('BAD_USER_INPUT', `The argument ${name} is no address: give 0x and 40 hex digits.`);
}

/** Id of a role, from its id or its name. */
export function readRole(value: Json | undefined): string {
  const given = String(value);
  const id = /^0x[0-9a-f]{64}$/i.test(given) ? given.toLowerCase() : roleId(given);
  if (id !== null) return id;
  throw new ApiError('BAD_USER_INPUT', 'The argument role is no known role: give a name as OWNER_ROLE, or a role id.');
}

/** Address of a contract whose roles are indexed at that state. */
export function readContract(history: History, value: Json | undefined): string {
  const address = readAddress(value, 'contract');
  if (history.contracts.has(address) || history.changes.some(({ contract }) => contract === address)) return address;
  throw new ApiError(
    'CONTRACT_NOT_INDEXED',
    `No roles of a contract ${address} are indexed at this moment: name the pool, a StarkProxy or the distributor.`,
  );
}
