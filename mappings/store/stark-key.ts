import { BigInt, ByteArray, Bytes } from '@graphprotocol/graph-ts';
import { ExchangePosition, StarkKey, StarkProxy } from '../../generated/schema';
import { Journal, remember } from './journal';

const ZERO = BigInt.zero();
const WORD_LENGTH = 32;

/** An unsigned integer as the 32 bytes that the contract hashes, big-endian. */
export function toWord(value: BigInt): Bytes {
  const word = new Uint8Array(WORD_LENGTH);
  // A BigInt is little-endian, with one more byte where the highest bit is set.
  for (let i = 0; i < value.length && i < WORD_LENGTH; i++) word[WORD_LENGTH - 1 - i] = value[i];
  return Bytes.fromByteArray(changetype<ByteArray>(word));
}

/** The key as stored, new where it is first named. */
export function loadStarkKey(proxy: StarkProxy, key: BigInt): StarkKey {
  const id = proxy.id.concat(toWord(key));
  const known = StarkKey.load(id);
  if (known !== null) {
    remember(known);
    return known;
  }
  const record = new StarkKey(id);
  record.starkProxy = proxy.id;
  record.starkKey = key;
  record.isAllowed = false;
  record.cumulativeDeposited = ZERO;
  record.cumulativeWithdrawn = ZERO;
  record.cumulativeReclaimed = ZERO;
  remember(record);
  return record;
}

/** Saves the key and writes down whether it became allowed or not. */
export function saveStarkKey(journal: Journal, key: StarkKey): void {
  journal.write('starkKey', key.id, key);
  key.save();
}

/** The vault as stored, new where it is first named. */
export function loadPosition(key: StarkKey, vaultId: BigInt): ExchangePosition {
  const id = key.id.concat(toWord(vaultId));
  const known = ExchangePosition.load(id);
  if (known !== null) return known;
  const position = new ExchangePosition(id);
  position.starkProxy = key.starkProxy;
  position.starkKey = key.id;
  position.vaultId = vaultId;
  position.cumulativeDeposited = ZERO;
  position.cumulativeReclaimed = ZERO;
  return position;
}
