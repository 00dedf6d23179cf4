// A log of the pool at a second, the next in order.
import { Address, BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { newMockEvent } from 'matchstick-as/assembly/index';

let logIndex: i32 = 0;

export function restartLogIndex(): void {
  logIndex = 0;
}

/** One block and one transaction a second, named after it. */
export function newLog(second: i32, parameters: ethereum.EventParam[]): ethereum.Event {
  const event = newMockEvent();
  event.address = Address.fromString('0x5aa653a076c1dbb47cec8c1b4d152444cad91941');
  event.logIndex = BigInt.fromI32(logIndex);
  logIndex += 1;
  event.block.hash = Bytes.fromUTF8('block at ' + second.toString());
  event.block.number = BigInt.fromI32(second);
  event.block.timestamp = BigInt.fromI32(second);
  event.transaction.hash = Bytes.fromUTF8('transaction at ' + second.toString());
  event.parameters = parameters;
  return event;
}

/** Id of the record of that log: transaction hash and log index. */
export function recordOf(event: ethereum.Event): string {
  return event.transaction.hash.concatI32(event.logIndex.toI32()).toHexString();
}

export function address(name: string, value: string): ethereum.EventParam {
  return new ethereum.EventParam(name, ethereum.Value.fromAddress(Address.fromString(value)));
}

export function uint(name: string, value: string): ethereum.EventParam {
  return new ethereum.EventParam(name, ethereum.Value.fromUnsignedBigInt(BigInt.fromString(value)));
}

export function bool(name: string, value: boolean): ethereum.EventParam {
  return new ethereum.EventParam(name, ethereum.Value.fromBoolean(value));
}

export function bytes32(name: string, value: string): ethereum.EventParam {
  return new ethereum.EventParam(name, ethereum.Value.fromFixedBytes(Bytes.fromHexString(value)));
}
