import { StackError } from './error.ts';
import type { JsonRpc } from './json-rpc.ts';
import type { RecordedBlock, RecordedLog, Recording } from './recording.ts';

const BLOCKS_PER_REQUEST = 200;

interface ChainLog {
  address: string;
  topics: string[];
  data: string;
  blockNumber: string;
  logIndex: string;
  transactionIndex: string;
}

interface ChainBlock {
  number: string;
  timestamp: string;
  transactions: string[];
}

function differs(got: ChainLog | undefined, log: RecordedLog, block: RecordedBlock): boolean {
  return (
    got === undefined ||
    Number(got.blockNumber) !== block.number ||
    Number(got.logIndex) !== log.logIndex ||
    Number(got.transactionIndex) !== log.transactionIndex ||
    got.address !== log.address ||
    got.data !== log.data ||
    got.topics.join() !== log.topics.join()
  );
}

function mismatch(what: string, block: number): StackError {
  return new StackError(
    'REPLAY_MISMATCH',
    `the replayed chain has ${what} at block ${block} than the recording; please report this file.`,
  );
}

async function verifyRange(rpc: JsonRpc, blocks: RecordedBlock[], sent: readonly string[][]): Promise<void> {
  const from = `0x${(blocks[0]?.number ?? 0).toString(16)}`;
  const to = `0x${(blocks.at(-1)?.number ?? 0).toString(16)}`;
  const [logs, ...heads] = (await rpc.batch([
    { method: 'eth_getLogs', params: [{ fromBlock: from, toBlock: to }] },
    ...blocks.map((block) => ({ method: 'eth_getBlockByNumber', params: [`0x${block.number.toString(16)}`, false] })),
  ])) as [ChainLog[], ...ChainBlock[]];
  let next = 0;
  for (const [index, block] of blocks.entries()) {
    const head = heads[index];
    if (Number(head?.timestamp) !== block.timestamp) throw mismatch('another timestamp', block.number);
    if (head?.transactions.join() !== sent[block.number]?.join()) throw mismatch('other transactions', block.number);
    for (const log of block.logs) if (differs(logs[next++], log, block)) throw mismatch('other logs', block.number);
  }
  if (logs.length !== next) throw mismatch('more logs', blocks[0]?.number ?? 0);
}

/** Compares every block's timestamp and transaction order and every log; costs a twentieth of the replay. */
export async function verifyReplay(rpc: JsonRpc, recording: Recording, sent: readonly string[][]): Promise<void> {
  for (let start = 0; start < recording.blocks.length; start += BLOCKS_PER_REQUEST) {
    await verifyRange(rpc, recording.blocks.slice(start, start + BLOCKS_PER_REQUEST), sent);
  }
  const head = Number(await rpc.call<string>('eth_blockNumber'));
  if (head !== recording.header.lastBlock) throw mismatch('another end', head);
}
