// The oracle's file: a JSON list of pairs of an address and its rewards since epoch zero, in decimal.
import { BigInt, Bytes, JSONValue, JSONValueKind, json } from '@graphprotocol/graph-ts';
import { Leaf, sortLeaves } from './merkle-tree';

const ADDRESS = 20;
const LEAF = 52;
/** As many as 2^256 has. */
const MOST_DIGITS = 78;

/** What a file says: its leaves in their order, or what is wrong with it. */
export class Rewards {
  constructor(
    readonly leaves: Leaf[],
    readonly total: BigInt,
    readonly fault: string | null,
  ) {}
}

function wrong(fault: string): Rewards {
  return new Rewards([], BigInt.zero(), fault);
}

export function readRewards(content: Bytes): Rewards {
  const parsed = json.try_fromBytes(content);
  if (parsed.isError) return wrong('notJson');
  if (parsed.value.kind != JSONValueKind.ARRAY) return wrong('notPairs');
  const entries = parsed.value.toArray();
  if (entries.length == 0) return wrong('empty');
  const amounts = new Map<string, BigInt>();
  const leaves: Leaf[] = [];
  let total = BigInt.zero();
  for (let i = 0; i < entries.length; i++) {
    const pair = readPair(entries[i]);
    if (pair === null) return wrong('notPairs');
    const address = pair[0].toLowerCase();
    const amount = BigInt.fromString(pair[1]);
    if (amounts.has(address)) {
      // The same pair twice is one leaf; the contract would take either of two amounts.
      if (amounts.get(address).equals(amount)) continue;
      return wrong('twoAmounts');
    }
    const packed = pack(address, amount);
    if (packed === null) return wrong('notPairs');
    amounts.set(address, amount);
    leaves.push(new Leaf(packed));
    total = total.plus(amount);
  }
  sortLeaves(leaves);
  return new Rewards(leaves, total, null);
}

/** Address and amount as text, or null if they are not. */
function readPair(entry: JSONValue): string[] | null {
  if (entry.kind != JSONValueKind.ARRAY) return null;
  const values = entry.toArray();
  if (values.length != 2) return null;
  if (values[0].kind != JSONValueKind.STRING || values[1].kind != JSONValueKind.STRING) return null;
  const pair = [values[0].toString(), values[1].toString()];
  return isAddress(pair[0]) && isAmount(pair[1]) ? pair : null;
}

function isAddress(text: string): boolean {
  if (text.length != 2 + 2 * ADDRESS || !text.startsWith('0x')) return false;
  for (let i = 2; i < text.length; i++) {
    const c = text.charCodeAt(i) | 0x20;
    if (!isDigit(text.charCodeAt(i)) && !(c >= 0x61 && c <= 0x66)) return false;
  }
  return true;
}

function isAmount(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return text.length > 0 && text.length <= MOST_DIGITS;
}

function isDigit(c: i32): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** The bytes the contract hashes, or null where the amount is no uint256. */
function pack(address: string, amount: BigInt): Bytes | null {
  const packed = new Bytes(LEAF);
  packed.set(Bytes.fromHexString(address), 0);
  for (let i = 0; i < amount.length; i++) {
    // A BigInt has its lowest byte first.
    if (i < LEAF - ADDRESS) packed[LEAF - 1 - i] = amount[i];
    else if (amount[i] != 0) return null;
  }
  return packed;
}
