/** Clients of a chain that reorganises: each answer must be what one block says, and that block must have been on the chain. */
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ask.ts';
import type { ForkingChain, KnownBlock } from './forking-chain.ts';

export interface Observations {
  answers: number;
  /** Errors by code. */
  refused: Record<string, number>;
  faults: string[];
  /** Longest time for which a block was still shown after it had left the chain. */
  staleMs: number;
}

interface Shown {
  data?: Record<string, never> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
  extensions?: { block?: { number: number; hash: string | null; timestamp: string | null } };
}

/** What may be said while a Graph Node changes chains. */
const ALLOWED = new Set(['CURSOR_STALE', 'UPSTREAM_UNAVAILABLE', 'BLOCK_NOT_INDEXED', 'TIMESTAMP_UNKNOWN']);
const PAUSE_MS = 10;

export interface Observed {
  url: string;
  chain: ForkingChain;
  /** Activities up to the first known block. */
  activities: number;
  /** An owner who approves. */
  owner: string;
}

type Counted = { pools: { activityCount: number }[] };

/** Reads one answer's count of activities. */
interface Question {
  query(head: KnownBlock): string;
  count(data: never): number;
}

const QUESTIONS: readonly Question[] = [
  { query: () => '{ pools { activityCount } }', count: (data: Counted) => data.pools[0]?.activityCount ?? -1 },
  {
    query: () => '{ pools { activityCount totalActiveBalanceCurrentEpoch } stakers(first: 5) { id claimableRewards } }',
    count: (data: Counted) => data.pools[0]?.activityCount ?? -1,
  },
  {
    query: () => '{ activities(first: 1, orderBy: sequence, orderDirection: desc) { sequence } }',
    count: (data: { activities: { sequence: number }[] }) => data.activities[0]?.sequence ?? -1,
  },
  {
    query: () => '{ activityConnection(first: 3) { totalCount nodes { sequence } } }',
    count: (data: { activityConnection: { totalCount: number } }) => data.activityConnection.totalCount,
  },
  // Near the head, where a block may be replaced, with and without an event of its own.
  ...[1, 2].map((below) => ({
    query: (head: KnownBlock) =>
      `{ pools(block: { number: ${head.number - below} }) { activityCount claimed: totalActiveBalanceCurrentEpoch } }`,
    count: (data: Counted) => data.pools[0]?.activityCount ?? -1,
  })),
  ...[1, 2].map((below) => ({
    query: (head: KnownBlock) => `{ pools(block: { number: ${head.number - below} }) { activityCount } }`,
    count: (data: Counted) => data.pools[0]?.activityCount ?? -1,
  })),
] as unknown as readonly Question[];

/** `count` clients until `stop`. What is shown `graceMs` after its block left the chain is a fault. */
export function observe({ url, chain, activities }: Observed, count: number, graceMs: number) {
  const found: Observations = { answers: 0, refused: {}, faults: [], staleMs: 0 };
  const fault = (text: string): void => {
    if (found.faults.length < 10) found.faults.push(text);
  };
  /** Two answers of one question at one block are the same. */
  const texts = new Map<string, string>();
  let isStopped = false;

  function check(question: Question, query: string, asked: number, text: string): void {
    const { data, errors, extensions } = JSON.parse(text) as Shown;
    const code = errors?.[0]?.extensions?.code;
    if (errors || !data) {
      found.refused[code ?? 'NONE'] = (found.refused[code ?? 'NONE'] ?? 0) + 1;
      if (!ALLOWED.has(code ?? '')) fault(`${query} → ${text.slice(0, 300)}`);
      return;
    }
    found.answers++;
    const shown = extensions?.block;
    // Of a quiet block below the head the hash may not be known.
    if (!shown || shown.hash === null) return;
    const block = chain.blocks.get(shown.hash);
    if (block === undefined) {
      // Older than what is watched, or mined this instant.
      if (shown.number > chain.head.number - chain.depth)
        pending.push({ hash: shown.hash, query, text, question, asked });
      return;
    }
    found.staleMs = Math.max(found.staleMs, asked - block.until);
    if (asked - block.until > graceMs)
      fault(`${query} shows block ${block.number} ${asked - block.until} ms after it was gone`);
    const expected = activities + block.approvals;
    const counted = question.count(data as never);
    if (counted !== expected) fault(`${query} counts ${counted} instead of ${expected}: ${text.slice(0, 300)}`);
    const before = texts.get(`${query} ${shown.hash}`);
    // What else the answer depends on is its head; a pinned one shows the same at any.
    if (before !== undefined && before !== text) fault(`${query} has two answers at one block: ${before} and ${text}`);
    texts.set(`${query} ${shown.hash}`, text);
  }

  /** The chain's own answer to what it has mined may come later than the index's. */
  const pending: { hash: string; query: string; text: string; question: Question; asked: number }[] = [];

  async function client(name: number): Promise<void> {
    for (let n = name; !isStopped; n++) {
      const question = QUESTIONS[n % QUESTIONS.length] as Question;
      const query = question.query(chain.head);
      const asked = Date.now();
      try {
        check(question, query, asked, (await ask(url, query)).text);
      } catch (error) {
        fault(`${query} is not answered: ${String(error)}`);
      }
      await pause(PAUSE_MS);
    }
  }
  const running = Promise.all(Array.from({ length: count }, (_, name) => client(name)));
  return {
    async stop(): Promise<Observations> {
      isStopped = true;
      await running;
      for (const { hash, query, text, question, asked } of pending.splice(0)) {
        if (chain.blocks.has(hash)) check(question, query, asked, text);
        else fault(`${query} shows a block that never was on the chain: ${text.slice(0, 300)}`);
      }
      return found;
    },
  };
}
