/** Asks again, of another gateway that keeps nothing and of the Graph Node itself, what an answer at a block must be. */
import { isDeepStrictEqual } from 'node:util';
import { request } from 'undici';
import type { GoingChain } from './chain.ts';
import { at, type Question } from './questions.ts';

export type Verdict = 'right' | 'wrong' | 'given up';

export interface Judgement {
  readonly verdict: Verdict;
  readonly what: string;
}

interface Answer {
  readonly data?: unknown;
  readonly extensions?: { readonly block?: { readonly number: number; readonly hash: string | null } };
}

/** What can be judged: a question of the newest block, answered with the block that it was. */
export function isJudged({ kind, query }: Question): boolean {
  return kind !== 'export' && query.includes('BLOCK');
}

/**
 * `given up`: the block of the answer is not of the chain any more, so nobody can say what it was. The derived are held
 * against the gateway that keeps nothing, the others against the Graph Node.
 */
export async function judge(
  question: Question,
  body: string,
  chain: GoingChain,
  where: { readonly witness: string; readonly graphNode: string },
): Promise<Judgement> {
  const { data, extensions } = JSON.parse(body) as Answer;
  const block = extensions?.block;
  if (!block) return { verdict: 'wrong', what: `no block is shown: ${body.slice(0, 300)}` };
  const isStored = question.kind === 'plain' || /\$n: BigInt!/.test(question.query);
  const url = isStored ? where.graphNode : where.witness;
  const payload = JSON.stringify({ query: at(question.query, block.number), variables: question.variables });
  for (let tries = 0; tries < 20; tries++) {
    if ((await chain.hashOf(block.number)) !== block.hash) return { verdict: 'given up', what: '' };
    const answer = await ask(url, payload);
    // While it changes chains a Graph Node answers of the other one, or not at all.
    if (isDeepStrictEqual(answer.data, data)) return { verdict: 'right', what: '' };
    await new Promise((resolve) => setTimeout(resolve, 250));
    if (tries === 19)
      return {
        verdict: 'wrong',
        what: `${payload} at ${JSON.stringify(block)}: ${body} but ${JSON.stringify(answer)}`,
      };
  }
  return { verdict: 'given up', what: '' };
}

async function ask(url: string, body: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await request(url, { method: 'POST', headers, body });
  return (await answer.body.json()) as Answer;
}
