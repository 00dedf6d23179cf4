import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';
import { StackError } from './error.ts';

const DAG_PB = 0x70;

/** Larger files are split into a tree of blocks in ways the CID does not tell. */
const LARGEST_SINGLE_BLOCK = 262_144;

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))];
}

function field(tag: number, bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([tag, ...varint(bytes.length), ...bytes]);
}

/** A file of one block as UnixFS in dag-pb: what CIDs beginning with Qm or bafybei address. */
function unixFsBlock(content: Uint8Array): Uint8Array {
  const data = content.length === 0 ? new Uint8Array() : field(0x12, content);
  return field(0x0a, Uint8Array.from([0x08, 0x02, ...data, 0x18, ...varint(content.length)]));
}

function blockOf(cid: CID, content: Uint8Array): Uint8Array | null {
  if (cid.multihash.code !== sha256.code) return null;
  if (cid.code === raw.code) return content;
  return cid.code === DAG_PB && content.length <= LARGEST_SINGLE_BLOCK ? unixFsBlock(content) : null;
}

/** Throws when a file is not the one its CID names. Trees of several blocks pass: their Merkle root is checked later. */
export async function checkCid(text: string, content: Uint8Array): Promise<void> {
  let cid: CID;
  try {
    cid = CID.parse(text);
  } catch {
    throw new StackError('IPFS_CID', `${JSON.stringify(text.slice(0, 80))} in the recording is not an IPFS CID.`);
  }
  const block = blockOf(cid, content);
  if (block === null) return;
  const digest = await sha256.digest(block);
  if (!cid.multihash.digest.every((byte, index) => byte === digest.digest[index])) {
    throw new StackError(
      'IPFS_MISMATCH',
      `the recording's file ${text} has other bytes than its CID says; the file was altered.`,
    );
  }
}
