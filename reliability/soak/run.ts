/** Keeps the load up, looks at what comes back, and cuts the run into minutes. */
import type { Memory } from '../served.ts';
import type { GoingChain } from './chain.ts';
import { openClient } from './client.ts';
import { createRecorder, type Minute } from './minutes.ts';
import { openLoop } from './open-loop.ts';
import type { Question } from './questions.ts';
import { byPart, usage } from './usage.ts';
import { isJudged, judge } from './witness.ts';

export interface SoakSetting {
  /** Origin and pid of the gateway under load. */
  readonly url: string;
  readonly pid: number;
  readonly said: readonly string[];
  readonly ended: () => string | null;
  /** What the gateway holds once its garbage is collected. */
  readonly held: () => Promise<Memory>;
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
  /** What the gateway held in the middle and at the end of the run, garbage collected. */
  readonly held: readonly Memory[];
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
  const held: Memory[] = [];
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

  /** A gateway that has ended has nothing to show: the result tells of its end. */
  async function look(): Promise<void> {
    await Promise.all(pending);
    if (setting.ended() === null) held.push(await setting.held());
  }

  try {
    for (let minute = 0; minute < setting.minutes && setting.ended() === null; minute++) {
      const [blocks, reorganisations] = [chain.blocks(), chain.reorganisations()];
      const watched = watch(setting.pid);
      const left = Math.min(1, setting.minutes - minute) * MINUTE_MS;
      await openLoop(setting.rate, left, (due) => {
        const work = one(due).finally(() => pending.delete(work));
        pending.add(work);
      });
      minutes.push(
        recorder.cut({
          blocks: chain.blocks() - blocks,
          reorganisations: chain.reorganisations() - reorganisations,
          ...(await watched.stop()),
        }),
      );
      console.log(`minute ${minute + 1}: ${JSON.stringify(minutes.at(-1))}`);
      if (minute + 1 === Math.floor(setting.minutes / 2)) await look();
    }
    await look();
    const { maximum, rate } = setting;
    return { maximum, rate, minutes, held, all: recorder.all(), judged, shown, ended: setting.ended() };
  } finally {
    await client.close();
  }
}

/** What the parts take from now until `stop`. */
function watch(pid: number) {
  const before = usage(pid);
  const begun = process.cpuUsage();
  let least = byPart(() => Number.POSITIVE_INFINITY);
  const sample = async () => {
    const now = await usage(pid);
    least = byPart((part) => Math.min(least[part], Math.round(now.memory[part] / 2 ** 20)));
    return now;
  };
  const timer = setInterval(() => void sample().catch(() => undefined), MINUTE_MS / SAMPLES);
  return {
    async stop(): Promise<Pick<Minute, 'memory' | 'processor' | 'stolen'>> {
      clearInterval(timer);
      const [then, now] = [await before, await sample()];
      const load = process.cpuUsage(begun);
      return {
        memory: least,
        processor: {
          ...byPart((part) => now.processor[part] - then.processor[part]),
          load: Math.round((load.user + load.system) / 1e6),
        },
        stolen: now.stolen === null || then.stolen === null ? null : Math.round(now.stolen - then.stolen),
      };
    },
  };
}
