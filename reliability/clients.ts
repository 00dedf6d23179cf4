/** Clients that ask all the time, and what became of each question. */
import { setTimeout as pause } from 'node:timers/promises';
import { ask, type Reply } from './ask.ts';
import type { Draw } from './draw.ts';

/** What the API may say while a part is gone, by HTTP status. */
const REFUSALS: Readonly<Record<string, number>> = {
  INDEX_REBUILDING: 503,
  UPSTREAM_UNAVAILABLE: 503,
  UPSTREAM_TIMEOUT: 504,
  UPSTREAM_INVALID: 502,
};

export interface Tally {
  /** Answers equal to the expected ones, byte by byte. */
  right: number;
  /** Neither right nor a refusal; the first few of them. */
  wrong: number;
  samples: string[];
  /** Refusals by code. */
  refused: Record<string, number>;
  /** No whole answer arrived, after there had been one: the gateway's process was not there, or ended. */
  unreachable: number;
}

/** The code of a refusal as it should be, with `Retry-After` where the status calls for it. */
function refusal({ status, text, retryAfter }: Reply): string | undefined {
  if (status === 200) return undefined;
  const code = /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? '';
  const isComplete = REFUSALS[code] === status && (status !== 503 || retryAfter !== undefined);
  return isComplete ? code : undefined;
}

export function judge(tally: Tally, question: string, expected: string, reply: Reply): void {
  const code = refusal(reply);
  if (reply.status === 200 && reply.text === expected) tally.right++;
  else if (code !== undefined) tally.refused[code] = (tally.refused[code] ?? 0) + 1;
  else {
    tally.wrong++;
    if (tally.samples.length < 5) tally.samples.push(`${question} → ${reply.status} ${reply.text.slice(0, 300)}`);
  }
}

export interface Clients {
  readonly tally: Tally;
  stop(): Promise<void>;
}

const PAUSE_MS = 15;

/** `count` clients that ask `expected`'s questions, drawn, until they are stopped. */
export function startClients(url: string, expected: ReadonlyMap<string, string>, draw: Draw, count: number): Clients {
  const tally: Tally = { right: 0, wrong: 0, samples: [], refused: {}, unreachable: 0 };
  const questions = [...expected.keys()];
  let isStopped = false;
  async function client(name: number): Promise<void> {
    for (let n = 0; !isStopped; n++) {
      const question = draw.one(`question ${name} ${n}`, questions);
      try {
        judge(tally, question, expected.get(question) ?? '', await ask(url, question));
      } catch {
        if (tally.right > 0) tally.unreachable++;
      }
      await pause(PAUSE_MS);
    }
  }
  const running = Promise.all(Array.from({ length: count }, (_, name) => client(name)));
  return {
    tally,
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
