/** Keeps the load up, looks at what comes back, and cuts the run into minutes. */
import type { GoingChain } from './chain.ts';
import { openClient } from './client.ts';
import { resident } from './memory.ts';
import { createRecorder, type Minute } from './minutes.ts';
import { openLoop } from './open-loop.ts';
import type { Question } from './questions.ts';
import { isJudged, judge } from './witness.ts';

export interface SoakSetting {
  /** Origin and pid of the gateway under load. */
  readonly url: string;
  readonly pid: number;
  readonly said: readonly string[];
  readonly ended: () => string | null;
  /** Origin of a gateway that keeps nothing. */
  readonly witness: string;
  readonly graphNode: string;
  readonly chain: GoingChain;
  readonly next: () => Question;
  /** Requests a second. */
  readonly rate: number;
  readonly maximum: number;
  readonly minutes: number;
}

export interface SoakResult {
  readonly maximum: number;
  readonly rate: number;
  readonly minutes: readonly Minute[];
  readonly all: ReturnType<ReturnType<typeof createRecorder>['all']>;
  /** Sampled answers: held against another source, given up because the block was, and the wrong ones. */
  readonly judged: { readonly right: number; readonly givenUp: number; readonly wrong: readonly string[] };
  /** What the first of each error looked like. */
  readonly shown: Readonly<Record<string, string>>;
  readonly ended: string | null;
}

const MINUTE_MS = 60_000;
/** Samples of the memory in a minute; a minute shows their least, which the rubbish of the moment is not part of. */
const SAMPLES = 6;
const JUDGED_EVERY_MS = 1000;
const CONNECTIONS = 128;

export async function soak(setting: SoakSetting): Promise<SoakResult> {
  const { chain, next } = setting;
  const client = openClient(setting.url, CONNECTIONS);
  const recorder = createRecorder();
  const minutes: Minute[] = [];
  const shown: Record<string, string> = {};
  const pinned = new Map<string, string>();
  const judged = { right: 0, givenUp: 0, wrong: [] as string[] };
  const pending = new Set<Promise<void>>();
  let lastJudged = 0;

  async function check(question: Question, body: string): Promise<void> {
    // What lies under the recorded head has one answer for ever.
    if (question.kind === 'pinned' || question.kind === 'snapshot') {
      const before = pinned.get(question.query) ?? body;
      pinned.set(question.query, before);
      if (body === before) judged.right++;
      else judged.wrong.push(`${question.query}: ${before} and then ${body}`);
    } else if (isJudged(question) && Date.now() - lastJudged > JUDGED_EVERY_MS) {
      lastJudged = Date.now();
      const { verdict, what } = await judge(question, body, chain, {
        witness: `${setting.witness}/graphql`,
        graphNode: setting.graphNode,
      });
      if (verdict === 'wrong') judged.wrong.push(what);
      else judged[verdict === 'right' ? 'right' : 'givenUp']++;
    }
  }

  async function one(due: number): Promise<void> {
    const question = next();
    const { body, fault } = await client.ask(question);
    recorder.answered(performance.now() - due, fault);
    if (fault !== null)
      shown[fault] ??= `${question.method} ${question.path} ${question.body ?? ''}: ${body.slice(0, 500)}`;
    else await check(question, body).catch((error: Error) => judged.wrong.push(`not to be judged: ${error.message}`));
  }

  try {
    for (let minute = 0; minute < setting.minutes && setting.ended() === null; minute++) {
      const [blocks, reorganisations] = [chain.blocks(), chain.reorganisations()];
      const memory = leastMemory(setting.pid);
      const left = Math.min(1, setting.minutes - minute) * MINUTE_MS;
      await openLoop(setting.rate, left, (due) => {
        const work = one(due).finally(() => pending.delete(work));
        pending.add(work);
      });
      minutes.push(
        recorder.cut({
          blocks: chain.blocks() - blocks,
          reorganisations: chain.reorganisations() - reorganisations,
          memory: await memory.stop(),
        }),
      );
      console.log(`minute ${minute + 1}: ${JSON.stringify(minutes.at(-1))}`);
    }
    await Promise.all(pending);
    const { maximum, rate } = setting;
    return { maximum, rate, minutes, all: recorder.all(), judged, shown, ended: setting.ended() };
  } finally {
    await client.close();
  }
}

/** The least of each part's memory from now until `stop`, MiB. */
function leastMemory(pid: number) {
  const least = {
    gateway: Number.POSITIVE_INFINITY,
    graphNode: Number.POSITIVE_INFINITY,
    postgres: Number.POSITIVE_INFINITY,
  };
  const sample = async (): Promise<void> => {
    const now = await resident(pid);
    for (const part of ['gateway', 'graphNode', 'postgres'] as const)
      least[part] = Math.min(least[part], Math.round(now[part] / 2 ** 20));
  };
  const timer = setInterval(() => void sample().catch(() => undefined), MINUTE_MS / SAMPLES);
  return {
    async stop() {
      clearInterval(timer);
      await sample();
      return least;
    },
  };
}
