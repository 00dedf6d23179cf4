import { Bytes } from '@graphprotocol/graph-ts';

/** The zero address never stands for an account: as a staker it is the contract's slot for the total. */
export function isZero(address: Bytes): boolean {
  // Any other address differs in its first bytes; making a zero one to compare with walks all of it, twice.
  for (let i = 0; i < address.length; i++) if (address[i] != 0) return false;
  return true;
}
