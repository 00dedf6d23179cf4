import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackError } from './error.ts';
import { Part, type PartOptions } from './part.ts';

const REAPER = fileURLToPath(new URL('./reaper.mjs', import.meta.url));

type Cleanup = () => Promise<unknown>;

/** Knows everything the stack started and ends all of it: when asked, or when one part ends by itself. */
export class Supervisor {
  /** Resolves when a part ended that should not have, or `fail` was called. */
  readonly failure: Promise<StackError>;
  readonly #cleanups: Cleanup[] = [];
  #fail: (error: StackError) => void = () => undefined;
  #stopping: Promise<void> | undefined;
  #isStopped = false;
  #reaper: ChildProcess | undefined;

  constructor() {
    this.failure = new Promise((resolve) => {
      this.#fail = resolve;
    });
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  fail(error: StackError): void {
    this.#fail(error);
  }

  /** `work`, or the failure of any part if that comes first. */
  async guard<T>(work: Promise<T>): Promise<T> {
    const failed = this.failure.then((error) => {
      throw error;
    });
    return Promise.race([work, failed]);
  }

  /** Starts a part that ends by itself; it is stopped with the rest if that comes first. */
  run(name: string, command: string, args: readonly string[], options: PartOptions = {}): Part {
    if (this.isStopping) throw new StackError('STOPPED', 'the stack is being stopped.');
    const part = new Part(name, command, args, options);
    const pid = part.pid === undefined ? '' : `${part.pid}`;
    if (pid) this.#tell('pid', pid, part.stopSignal);
    this.onStop(() => part.stop());
    if (pid) void part.ended.then(() => this.#tell('forget', pid));
    return part;
  }

  /** Starts a part that must live as long as the stack: when it ends, the stack has failed. */
  spawn(name: string, command: string, args: readonly string[], options: PartOptions = {}): Part {
    const part = this.run(name, command, args, options);
    void part.ended.then((how) => {
      const said = part.tail() ? `; it last said: ${part.tail()}` : '';
      if (!this.isStopping) this.fail(new StackError('PART_ENDED', `${name} ended unexpectedly (${how})${said}`));
    });
    return part;
  }

  async tempDir(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'dydx-liquidity-'));
    this.#tell('dir', dir);
    this.onStop(async () => {
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      this.#tell('forget', dir);
    });
    // Postgres may have to run as another user: it must be able to pass, not to list.
    await chmod(dir, 0o711);
    return dir;
  }

  /** Cleanups run in the opposite order of their registration. */
  onStop(cleanup: Cleanup): void {
    // Something finished starting when all else was already stopped.
    if (this.#isStopped) void cleanup();
    else this.#cleanups.push(cleanup);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const errors: unknown[] = [];
    for (let cleanup = this.#cleanups.pop(); cleanup; cleanup = this.#cleanups.pop()) {
      try {
        await cleanup();
      } catch (error) {
        errors.push(error);
      }
    }
    this.#isStopped = true;
    this.#reaper?.stdin?.end();
    if (errors.length > 0) throw errors[0];
  }

  #tell(...words: string[]): void {
    this.#reaper ??= startReaper();
    this.#reaper.stdin?.write(`${words.join('\t')}\n`);
  }
}

function startReaper(): ChildProcess {
  const reaper = spawn(process.execPath, [REAPER], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: tmpdir(),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  // Losing the safety net is no reason to stop, and it must not keep this process alive.
  reaper.on('error', () => undefined);
  reaper.stdin?.on('error', () => undefined);
  reaper.unref();
  (reaper.stdin as Socket | null)?.unref();
  return reaper;
}
