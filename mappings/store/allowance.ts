import { BigInt, Bytes } from '@graphprotocol/graph-ts';
import { Allowance } from '../../generated/schema';

/** `allowance(owner, spender) = value`. */
export function setAllowance(owner: Bytes, spender: Bytes, value: BigInt): void {
  const allowance = new Allowance(owner.concat(spender));
  allowance.owner = owner;
  allowance.spender = spender;
  allowance.value = value;
  allowance.save();
}
