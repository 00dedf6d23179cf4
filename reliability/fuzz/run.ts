/** Runs the cases of a seed against a gateway, and gathers what is wrong with its answers. */
import { Pool } from 'undici';
import type { Memory } from '../served.ts';
import { type Kind, makeCase, shrink, type World } from './case.ts';
import { type Fault, likeness } from './checks.ts';
import { Gone, type Reply, targetOf } from './send.ts';
import { everything, storedOnly } from './source.ts';

export interface FuzzOptions {
  /** The gateway's origin. */
  readonly url: string;
  /** The query address of the Graph Node behind; without it nothing is compared. */
  readonly graphNodeUrl?: string | undefined;
  readonly seed: number;
  /** How many of each kind: generated operations, changed requests, plain operations compared with the Graph Node's. */
  readonly counts: Readonly<Record<Kind, number>>;
  /** Longest time that any answer may take, milliseconds. */
  readonly slowMs: number;
  readonly inFlight?: number;
  /** Taken eight times on the way, while nothing is asked. */
  readonly memory?: (() => Promise<Memory>) | undefined;
  readonly onProgress?: (done: number, total: number) => void;
  /** Called once for each fault that looks like no other, before it is made smaller. */
  readonly onFinding?: (finding: Finding) => void;
}

export interface Finding extends Fault {
  readonly kind: Kind;
  readonly n: number;
  readonly reproduction: string;
}

export interface FuzzReport {
  readonly asked: number;
  /** Answers by HTTP status; 0 where the connection was closed without one. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly codes: Readonly<Record<string, number>>;
  readonly slowestMs: number;
  /** One for each fault that looks like no other, with how often it was seen. */
  readonly findings: readonly (Finding & { readonly times: number })[];
  readonly memory: readonly Memory[];
}

const STRETCHES = 8;
const IN_FLIGHT = 8;
/** More are only counted: each costs some hundred questions. */
const SHRUNK = 20;

export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const inFlight = options.inFlight ?? IN_FLIGHT;
  const pool = new Pool(options.url, { connections: inFlight, headersTimeout: 0, bodyTimeout: 0 });
  const direct = options.graphNodeUrl === undefined ? null : new URL(options.graphNodeUrl);
  const nodePool = direct && new Pool(direct.origin, { connections: inFlight });
  try {
    const source = await everything(options.url);
    const world: World = {
      source,
      direct:
        direct && nodePool
          ? { source: await storedOnly(direct.href, source), pool: nodePool, path: direct.pathname }
          : null,
      pool,
      target: targetOf(options.url),
      slowMs: options.slowMs,
    };
    return await runAll(world, options, inFlight);
  } finally {
    await Promise.all([pool.destroy(), nodePool?.destroy()]);
  }
}

async function runAll(world: World, options: FuzzOptions, inFlight: number): Promise<FuzzReport> {
  const cases = mixed(options.counts, world.direct !== null);
  const tally = createTally();
  const findings = new Map<string, Finding & { times: number }>();
  const memory: Memory[] = [];
  let done = 0;

  async function one({ kind, n }: { kind: Kind; n: number }): Promise<void> {
    const item = makeCase(world, kind, options.seed, n);
    const fault = await item.fault(tally.add).catch((error: Error) => {
      if (error instanceof Gone) return { check: 'gone' as const, what: error.message };
      throw error;
    });
    done++;
    options.onProgress?.(done, cases.length);
    if (!fault) return;
    const like = `${kind} ${likeness(fault)}`;
    const known = findings.get(like);
    if (known) known.times++;
    else {
      findings.set(like, { ...fault, kind, n, times: 1, reproduction: item.shown });
      options.onFinding?.({ ...fault, kind, n, reproduction: item.shown });
      if (findings.size > SHRUNK) return;
      const reproduction = (await shrink(item, fault).catch(() => item)).shown;
      findings.set(like, { ...fault, kind, n, times: findings.get(like)?.times ?? 1, reproduction });
    }
  }

  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const [from, to] = [stretch, stretch + 1].map((part) => Math.floor((cases.length * part) / STRETCHES));
    const queue = cases.slice(from, to).values();
    await Promise.all(
      Array.from({ length: inFlight }, async () => {
        for (const item of queue) if (![...findings.values()].some(({ check }) => check === 'gone')) await one(item);
      }),
    );
    if ([...findings.values()].some(({ check }) => check === 'gone')) break;
    if (options.memory) memory.push(await options.memory());
  }
  return { asked: done, ...tally.all(), findings: [...findings.values()], memory };
}

/** All cases, the kinds spread evenly. */
function mixed(counts: Readonly<Record<Kind, number>>, canCompare: boolean): { kind: Kind; n: number }[] {
  const kinds = (Object.keys(counts) as Kind[]).filter((kind) => kind !== 'same' || canCompare);
  const all = kinds.flatMap((kind) =>
    Array.from({ length: counts[kind] }, (_, n) => ({ kind, n, place: (n + 0.5) / counts[kind] })),
  );
  return all.sort((a, b) => a.place - b.place);
}

function createTally() {
  const statuses: Record<string, number> = {};
  const codes: Record<string, number> = {};
  let slowestMs = 0;
  return {
    add(this: void, { status, body, milliseconds }: Reply): void {
      statuses[status] = (statuses[status] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, Math.round(milliseconds));
      const code = /"code":"([A-Z_]+)"/.exec(body.subarray(-4000).toString('latin1'))?.[1];
      if (code !== undefined) codes[code] = (codes[code] ?? 0) + 1;
    },
    all: () => ({ statuses, codes, slowestMs }),
  };
}
