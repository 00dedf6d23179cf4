import { EMITTER_CODE, emittingInput, REVERTING_INPUT } from './emitter.ts';
import { JsonRpc, type RpcCall } from './json-rpc.ts';
import type { RecordedBlock, RecordedTransaction, Recording } from './recording.ts';
import { verifyReplay } from './verify.ts';

/** `failsafeDeleteUserInactiveBalance()` changes state without a log: only its call tells, so the call itself is replayed. */
export const FAILSAFE_SELECTOR = '0x019758f1';

/** Anvil handles the calls of one batch at the same time, and keeps their order only in small ones. */
const BATCH = 20;
const GAS = '0x1c9c380';

export interface ReplayOptions {
  rpcUrl: string;
  recording: Recording;
  onProgress?: (blocks: number, total: number) => void;
}

export function hex(value: number): string {
  return `0x${value.toString(16)}`;
}

/** A creation cannot be repeated where code already stands: it becomes a call of what it created. */
function target(transaction: RecordedTransaction): string {
  return transaction.to ?? transaction.creates ?? transaction.from;
}

function inputs(block: RecordedBlock): string[] {
  const logs = block.transactions.map((): RecordedBlock['logs'] => []);
  for (const log of block.logs) logs[log.transactionIndex]?.push(log);
  return block.transactions.map((transaction, index) => {
    if (transaction.status === 0) return REVERTING_INPUT;
    if (transaction.input?.startsWith(FAILSAFE_SELECTOR)) return transaction.input;
    return emittingInput(logs[index] ?? []);
  });
}

function sendCalls(block: RecordedBlock): RpcCall[] {
  const data = inputs(block);
  return block.transactions.map((transaction, index) => ({
    method: 'eth_sendTransaction',
    params: [{ from: transaction.from, to: target(transaction), gas: GAS, gasPrice: '0x0', data: data[index] }],
  }));
}

function emitters(recording: Recording): Set<string> {
  const addresses = new Set<string>();
  const senders = new Set<string>();
  for (const block of recording.blocks) {
    for (const log of block.logs) addresses.add(log.address);
    for (const transaction of block.transactions) {
      senders.add(transaction.from);
      addresses.add(target(transaction));
    }
  }
  // An account that only sends must stay without code.
  for (const contract of Object.values(recording.header.contracts)) senders.delete(contract.address);
  for (const sender of senders) addresses.delete(sender);
  return addresses;
}

async function* inBatches<T>(rpc: JsonRpc, calls: readonly RpcCall[]): AsyncGenerator<T[]> {
  for (let start = 0; start < calls.length; start += BATCH)
    yield (await rpc.batch(calls.slice(start, start + BATCH))) as T[];
}

/**
 * Makes a fresh anvil (see anvil.ts) the recorded chain: same block numbers and timestamps, same logs with the same
 * indexes, same senders. Only hashes differ. Throws a StackError when the result is not equal to the recording.
 */
export async function replay({ rpcUrl, recording, onProgress }: ReplayOptions): Promise<void> {
  const rpc = new JsonRpc(rpcUrl);
  try {
    await rpc.call('anvil_autoImpersonateAccount', true);
    await rpc.batch(
      [...emitters(recording)].map((address) => ({ method: 'anvil_setCode', params: [address, EMITTER_CODE] })),
    );
    const sent: string[][] = [[]];
    for (const block of recording.blocks.slice(1)) {
      const hashes: string[] = [];
      for await (const answers of inBatches<string>(rpc, sendCalls(block))) hashes.push(...answers);
      sent.push(hashes);
      // Not in the batch above: mining must not overtake a transaction.
      await rpc.call('evm_mine', hex(block.timestamp));
      onProgress?.(block.number, recording.header.lastBlock);
    }
    await verifyReplay(rpc, recording, sent);
  } finally {
    await rpc.close();
  }
}
