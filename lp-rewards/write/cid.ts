/** The CID that IPFS gives a file: UnixFS in dag-pb, chunks of 256 KiB, 174 links to a node. */
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { sha256 } from 'multiformats/hashes/sha2';

const DAG_PB = 0x70;
const CHUNK = 262_144;
const LINKS = 174;

/** A node as its parent links to it. */
interface Linked {
  readonly cid: CID;
  /** Bytes of the file below it. */
  readonly content: number;
  /** Bytes of all blocks below it and of its own. */
  readonly blocks: number;
}

interface Layout {
  readonly version: 0 | 1;
  /** Leaves as plain bytes, as newer tools store them, or each in a node of its own. */
  readonly rawLeaves: boolean;
}

/** The form of the rewards files on chain comes first. */
const LAYOUTS: readonly Layout[] = [
  { version: 1, rawLeaves: false },
  { version: 1, rawLeaves: true },
  { version: 0, rawLeaves: false },
];

export async function cidOf(content: Uint8Array, layout: Layout = { version: 1, rawLeaves: false }): Promise<CID> {
  let layer: Linked[] = [];
  for (let start = 0; start === 0 || start < content.length; start += CHUNK)
    layer.push(await leaf(content.subarray(start, start + CHUNK), layout));
  while (layer.length > 1) {
    const above: Linked[] = [];
    for (let i = 0; i < layer.length; i += LINKS) above.push(await node(layer.slice(i, i + LINKS), layout));
    layer = above;
  }
  return (layer[0] as Linked).cid;
}

/** Whether the text is the CID of these bytes in one of the usual layouts; null where it is no CID. */
export async function isCidOf(text: string, content: Uint8Array): Promise<boolean | null> {
  let cid: CID;
  try {
    cid = CID.parse(text);
  } catch {
    return null;
  }
  for (const layout of LAYOUTS) if (cid.equals(await cidOf(content, layout))) return true;
  return false;
}

async function leaf(chunk: Uint8Array, { version, rawLeaves }: Layout): Promise<Linked> {
  const block = rawLeaves ? chunk : field(10, unixFs(chunk, chunk.length, []));
  const cid = await address(block, rawLeaves ? raw.code : DAG_PB, version);
  return { cid, content: chunk.length, blocks: block.length };
}

async function node(children: readonly Linked[], { version }: Layout): Promise<Linked> {
  const content = children.reduce((sum, child) => sum + child.content, 0);
  const sizes = children.map((child) => child.content);
  const block = join([...children.map(link), field(10, unixFs(new Uint8Array(), content, sizes))]);
  const blocks = children.reduce((sum, child) => sum + child.blocks, block.length);
  return { cid: await address(block, DAG_PB, version), content, blocks };
}

async function address(block: Uint8Array, codec: number, version: 0 | 1): Promise<CID> {
  return CID.create(version, codec, await sha256.digest(block));
}

/** PBLink: hash, an empty name, total size. */
const link = ({ cid, blocks }: Linked): Uint8Array =>
  field(18, join([field(10, cid.bytes), field(18, new Uint8Array()), Uint8Array.from([24, ...varint(blocks)])]));

/** UnixFS: a file, its own bytes, its length, the lengths of its parts. */
function unixFs(own: Uint8Array, length: number, parts: readonly number[]): Uint8Array {
  const sizes = parts.flatMap((size) => [32, ...varint(size)]);
  return join([
    Uint8Array.from([8, 2]),
    own.length > 0 ? field(18, own) : new Uint8Array(),
    Uint8Array.from([24, ...varint(length), ...sizes]),
  ]);
}

function field(tag: number, bytes: Uint8Array): Uint8Array {
  return join([Uint8Array.from([tag, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...varint(Math.floor(value / 0x80))];
}

const join = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
