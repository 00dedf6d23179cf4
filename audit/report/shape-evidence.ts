/** What a reader needs to get the same report again, and to hold it against another source. */
import { z } from 'zod';
import { count, hash } from './shape-values.ts';

const Proof = z.discriminatedUnion('asked', [
  z.object({ asked: z.literal(false) }),
  z.object({
    asked: z.literal(true),
    blockNumber: count,
    blockHash: hash.describe("As the Graph Node's index node answers"),
    proofOfIndexing: hash,
    graphNodeVersion: z.string(),
    graphNodeCommit: z.string(),
  }),
]);

export const Evidence = z.object({
  proof: Proof.describe("The Graph Node's proof of indexing for the closing block"),
  packageVersion: z.string(),
  schemaVersion: z.string().nullable().describe('Of the schema served; null where the API does not tell'),
  deployment: z.string().describe("Name of the subgraph's deployment on its Graph Node"),
  callsIndexed: z.boolean().describe('Whether calls that log nothing are followed'),
  firstSequence: count.describe(
    'First activity of the epoch; for an epoch without one, the number the next would have',
  ),
  activities: count.describe('Activities of the epoch'),
  queries: z
    .array(
      z.object({
        name: z.string(),
        query: z.string(),
        variables: z
          .array(z.record(z.string(), z.union([z.string(), z.number()])))
          .describe('Of each time it was sent'),
      }),
    )
    .describe('As sent; of lists only the first page'),
});

export type Proof = z.infer<typeof Proof>;
export type Evidence = z.infer<typeof Evidence>;
