// Calls of LS1Failsafe.
import { Address, BigInt, Bytes } from '@graphprotocol/graph-ts';
import { newMockCall } from 'matchstick-as/assembly/index';
import { FailsafeDeleteUserInactiveBalanceCall } from '../../../generated/LiquidityStaking/LiquidityStakingV1';

export function failsafeDelete(staker: string, second: i32): FailsafeDeleteUserInactiveBalanceCall {
  const call = newMockCall();
  call.from = Address.fromString(staker);
  call.block.hash = Bytes.fromUTF8('block at ' + second.toString());
  call.block.number = BigInt.fromI32(second);
  call.block.timestamp = BigInt.fromI32(second);
  call.transaction.hash = Bytes.fromUTF8('transaction at ' + second.toString());
  return changetype<FailsafeDeleteUserInactiveBalanceCall>(call);
}
