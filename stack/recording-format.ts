import { z } from 'zod';

export const FORMAT = 'dydx-liquidity-vectors/1';

const hex = z.string().regex(/^0x([0-9a-f]{2})*$/, 'whole bytes in lower-case 0x hex expected');
const address = z.string().regex(/^0x[0-9a-f]{40}$/, 'a lower-case 0x address expected');
const hash = z.string().regex(/^0x[0-9a-f]{64}$/, 'a lower-case 32 byte 0x hash expected');
const count = z.number().int().nonnegative();

const contract = z.object({
  address,
  startBlock: count,
  abi: z.string().optional(),
  proxy: z.boolean().optional(),
  implementation: address.optional(),
  proxyAdmin: address.optional(),
});

export const headerSchema = z.object({
  type: z.literal('header'),
  format: z.string(),
  scenario: z.string(),
  chainId: count,
  startBlock: count,
  lastBlock: count,
  lastTimestamp: count,
  contracts: z.record(z.string(), contract),
  params: z.looseObject({ distributionStart: count, distributionEnd: count }),
  stakers: z.array(address).default([]),
});

const transactionSchema = z.object({
  index: count,
  from: address,
  to: address.nullable(),
  status: z.union([z.literal(0), z.literal(1)]),
  creates: address.optional(),
  input: hex.optional(),
});

const logSchema = z.object({
  address,
  topics: z.array(hash).max(4),
  data: hex,
  logIndex: count,
  transactionIndex: count,
});

export const blockSchema = z.object({
  type: z.literal('block'),
  number: count,
  timestamp: count,
  transactions: z.array(transactionSchema),
  logs: z.array(logSchema),
});

export const fileSchema = z.object({ type: z.literal('ipfs'), cid: z.string().min(1), content: z.string() });

export type RecordingHeader = z.infer<typeof headerSchema>;
export type RecordedBlock = z.infer<typeof blockSchema>;
export type RecordedTransaction = z.infer<typeof transactionSchema>;
export type RecordedLog = z.infer<typeof logSchema>;
export type RecordedFile = z.infer<typeof fileSchema>;

/** What makes a block impossible to replay as recorded, or null. */
export function inconsistency(block: RecordedBlock, previous: RecordedBlock | undefined): string | null {
  const expected = previous === undefined ? 0 : previous.number + 1;
  if (block.number !== expected) return `block ${expected} expected, block ${block.number} found`;
  if (previous !== undefined && block.timestamp <= previous.timestamp) return 'a timestamp not after the one before';
  if (block.transactions.some((transaction, index) => transaction.index !== index)) return 'transactions out of order';
  let transaction = 0;
  for (const [index, log] of block.logs.entries()) {
    if (log.logIndex !== index || log.transactionIndex < transaction) return 'logs out of order';
    transaction = log.transactionIndex;
    if (block.transactions[transaction]?.status !== 1) return `log ${index} belongs to no successful transaction`;
  }
  return null;
}
