/** Clients of a chain that reorganises: each answer must be what one block says, and that block must have been on the chain. */
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.ts';
import { COUNTING_QUESTIONS, type CountingQuestion } from './counting.ts';
import type { ForkingChain, KnownBlock } from './forking-chain.ts';

export interface Observations {
  answers: number;
  /** Errors by code. */
  refused: Record<string, number>;
  faults: string[];
  /** Longest time for which a block was still shown after it had left the chain. */
  staleMs: number;
}

export interface Observed {
  url: string;
  chain: ForkingChain;
  /** Activities up to the first known block. */
  activities: number;
  /** For how long a block may be shown after it left the chain. */
  graceMs: number;
}

export interface Observers {
  stop(): Promise<Observations>;
}

interface Exchange {
  question: CountingQuestion;
  query: string;
  asked: number;
  text: string;
}

/** What may be said while a Graph Node changes chains. */
const ALLOWED = new Set(['UPSTREAM_UNAVAILABLE', 'BLOCK_NOT_INDEXED', 'TIMESTAMP_UNKNOWN']);
const PAUSE_MS = 10;
const MOST_FAULTS = 10;

/** `count` clients that ask until they are stopped. */
export function observe({ url, chain, activities, graceMs }: Observed, count: number): Observers {
  const found: Observations = { answers: 0, refused: {}, faults: [], staleMs: 0 };
  /** Answers by question and block: two of them are the same. */
  const texts = new Map<string, string>();
  /** The index may show a block before the chain has told whoever mined it. */
  const unknown: Exchange[] = [];
  let isStopped = false;
  const fault = (text: string): void => {
    if (found.faults.length < MOST_FAULTS) found.faults.push(text.slice(0, 1_000));
  };

  function check(exchange: Exchange): void {
    const { query, text } = exchange;
    const { data, errors, extensions } = JSON.parse(text);
    if (errors || !data) {
      const code = errors?.[0]?.extensions?.code ?? 'none';
      found.refused[code] = (found.refused[code] ?? 0) + 1;
      if (!ALLOWED.has(code)) fault(`${query} → ${text}`);
      return;
    }
    found.answers++;
    // Of a quiet block below the head the hash may not be known.
    const { number, hash } = extensions.block;
    if (hash === null) return;
    const block = chain.blocks.get(hash);
    if (block) checkAt(block, exchange, data);
    // Older ones are not watched.
    else if (number > chain.head.number - chain.depth) unknown.push(exchange);
  }

  function checkAt(block: KnownBlock, { question, query, asked, text }: Exchange, data: object): void {
    const stale = asked - block.until;
    found.staleMs = Math.max(found.staleMs, stale);
    if (stale > graceMs) fault(`${query} shows block ${block.number} ${stale} ms after it was gone`);
    const expected = activities + block.approvals;
    const counted = question.count(data);
    if (counted !== expected) fault(`${query} counts ${counted} instead of ${expected}: ${text}`);
    const key = `${query} ${block.hash}`;
    if ((texts.get(key) ?? text) !== text)
      fault(`${query} has two answers at one block: ${texts.get(key)} and ${text}`);
    texts.set(key, text);
  }

  async function client(first: number): Promise<void> {
    for (let n = first; !isStopped; n++) {
      const question = COUNTING_QUESTIONS[n % COUNTING_QUESTIONS.length] as CountingQuestion;
      const query = question.query(chain.head);
      const asked = Date.now();
      await ask(url, query).then(
        ({ text }) => check({ question, query, asked, text }),
        (error) => fault(`${query} is not answered: ${String(error)}`),
      );
      await pause(PAUSE_MS);
    }
  }
  const running = Promise.all(Array.from({ length: count }, (_, first) => client(first)));
  return {
    async stop() {
      isStopped = true;
      await running;
      for (const exchange of unknown.splice(0)) {
        if (chain.blocks.has(JSON.parse(exchange.text).extensions.block.hash)) check(exchange);
        else fault(`${exchange.query} shows a block that never was on the chain: ${exchange.text}`);
      }
      return found;
    },
  };
}
