/** The file that the oracle was given for an epoch: one quote score for each provider, and which addresses are linked. */
import { isAddress } from 'ethers';
import { toCommonUnit } from './decimals.ts';
import { LpRewardsError } from './error.ts';

export interface OracleData {
  readonly epoch: number;
  /** In a unit that all scores of the file are whole numbers of. */
  readonly scores: ReadonlyMap<string, bigint>;
  readonly links: ReadonlyMap<string, string>;
}

export function parseOracleData(text: string, what: string): OracleData {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text);
  } catch {
    throw new LpRewardsError('LP_FILE_FORMAT', `${what} is not JSON, or does not end: fetch it again.`);
  }
  const { epoch, quoteScore, linkedPrimaryAddresses = {} } = json ?? {};
  if (typeof epoch !== 'number') throw new LpRewardsError('LP_FILE_FORMAT', `${what} does not name its epoch.`);
  const scores = byAddress(quoteScore, what, 'quoteScore', (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null,
  );
  const links = byAddress(linkedPrimaryAddresses, what, 'linkedPrimaryAddresses', (value) =>
    typeof value === 'string' && isAddress(value) ? value.toLowerCase() : null,
  );
  return { epoch, scores: toCommonUnit(scores), links };
}

function byAddress<T>(
  entries: unknown,
  what: string,
  name: string,
  read: (value: unknown) => T | null,
): Map<string, T> {
  if (typeof entries !== 'object' || entries === null)
    throw new LpRewardsError('LP_FILE_FORMAT', `${what} has no ${name}.`);
  const found = new Map<string, T>();
  for (const [address, given] of Object.entries(entries)) {
    const value = read(given);
    if (!isAddress(address) || value === null)
      throw new LpRewardsError('LP_FILE_FORMAT', `${name} of ${what} is not usable for ${address}.`);
    if (found.has(address.toLowerCase()))
      throw new LpRewardsError('LP_ADDRESS_TWICE', `${name} of ${what} names ${address} again.`);
    found.set(address.toLowerCase(), value);
  }
  return found;
}
