/** The Graph Node's proof of indexing: a digest of everything it stored up to a block. */
import { z } from 'zod';
import { AuditError, reasonOf } from '../../error.ts';
import type { Proof } from '../shape-evidence.ts';
import { hash } from './answers.ts';
import type { Pin } from './client.ts';

const QUERY = `query proof($requests: [PublicProofOfIndexingRequest!]!) {
  version { version commit }
  publicProofsOfIndexing(requests: $requests) { proofOfIndexing block { number hash } }
}`;

const Answer = z.object({
  data: z.object({
    version: z.object({ version: z.string(), commit: z.string() }),
    publicProofsOfIndexing: z.array(
      z.object({
        proofOfIndexing: hash,
        block: z.object({
          number: z.coerce.number(),
          hash: z.string().transform((text) => `0x${text.replace(/^0x/, '')}`),
        }),
      }),
    ),
  }),
});

/** Of the block `pin`. Throws an AuditError with code NO_PROOF where the index node gives none, or one of another block. */
export async function readProof(indexNode: string, deployment: string, pin: Pin): Promise<Proof> {
  const trimmed = indexNode.replace(/\/+$/, '');
  const url = trimmed.endsWith('/graphql') ? trimmed : `${trimmed}/graphql`;
  const requests = [{ deployment, blockNumber: String(pin.number) }];
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { requests } }),
  })
    .then((response) => response.json())
    .then((body) => Answer.parse(body).data)
    .catch((error: unknown) => {
      const reason = error instanceof z.ZodError ? 'it gives no proof for this deployment and block' : reasonOf(error);
      throw new AuditError('NO_PROOF', `the index node at ${url} cannot be used (${reason}); check --index-node.`);
    });
  const [proof] = answer.publicProofsOfIndexing;
  if (proof?.block.hash !== pin.hash)
    throw new AuditError(
      'NO_PROOF',
      `the index node at ${url} has block ${proof?.block.hash ?? 'none'} at ${pin.number}, the API ${pin.hash}; check that they are of one Graph Node.`,
    );
  return {
    asked: true,
    blockNumber: proof.block.number,
    blockHash: proof.block.hash,
    proofOfIndexing: proof.proofOfIndexing,
    graphNodeVersion: answer.version.version,
    graphNodeCommit: answer.version.commit,
  };
}
