import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StackError } from './error.ts';
import { Part, type PartOptions } from './part.ts';
import { Reaper } from './reaper.ts';

type Cleanup = () => Promise<unknown>;
type OnEnded = (part: Part, error: StackError) => void;

/** A connection breaks before the end of the process at its other side is told. */
const END_IS_TOLD_MS = 500;

/** Knows everything the stack started and ends all of it: when asked, or when a part ends by itself and stays so. */
export class Supervisor {
  /** Resolves when a part ended that should not have, or `fail` was called. */
  readonly failure: Promise<StackError>;
  readonly #cleanups: Cleanup[] = [];
  readonly #reaper = new Reaper();
  /** Of those who wait: what rejects when a part ends. */
  readonly #waiting = new Set<(error: StackError) => void>();
  #resolveFailure: (error: StackError) => void = () => undefined;
  #failed: StackError | undefined;
  #onEnded: OnEnded | undefined;
  #stopping: Promise<void> | undefined;
  #isStopped = false;

  constructor() {
    this.failure = new Promise((resolve) => {
      this.#resolveFailure = resolve;
    });
  }

  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  fail(error: StackError): void {
    this.#failed ??= error;
    this.#resolveFailure(error);
    this.#disturb(error);
  }

  /** From now on the end of a part is no failure but told to `handler`. */
  onPartEnded(handler: OnEnded): void {
    this.#onEnded = handler;
  }

  /** `work`, or the end of any part if that comes first or is why `work` failed. */
  async guard<T>(work: Promise<T>): Promise<T> {
    if (this.#failed) {
      work.catch(() => undefined);
      throw this.#failed;
    }
    let disturb: (error: StackError) => void = () => undefined;
    const disturbed = new Promise<never>((_, reject) => {
      disturb = reject;
    });
    disturbed.catch(() => undefined);
    this.#waiting.add(disturb);
    try {
      return await Promise.race([work, disturbed]);
    } catch (error) {
      if (!(error instanceof StackError) || error.code === 'CHAIN_ERROR')
        await Promise.race([disturbed, pause(END_IS_TOLD_MS)]);
      throw error;
    } finally {
      this.#waiting.delete(disturb);
    }
  }

  /** Starts a part that ends by itself; it is stopped with the rest if that comes first. */
  run(name: string, command: string, args: readonly string[], options: PartOptions = {}): Part {
    if (this.isStopping) throw new StackError('STOPPED', 'the stack is being stopped.');
    const part = new Part(name, command, args, { ...options, env: { ...options.env, ...this.#reaper.mark } });
    const pid = part.pid === undefined ? '' : `${part.pid}`;
    if (pid) this.#reaper.keep('pid', pid, part.stopSignal);
    this.onStop(() => part.stop());
    if (pid) void part.ended.then(() => this.#reaper.forget(pid));
    return part;
  }

  /** Starts a part that must live as long as the stack. */
  spawn(name: string, command: string, args: readonly string[], options: PartOptions = {}): Part {
    const part = this.run(name, command, args, options);
    this.watch(part);
    return part;
  }

  /** From now on the part must live as long as the stack. */
  watch(part: Part): void {
    void part.ended.then((how) => {
      if (this.isStopping || part.isAskedToEnd) return;
      const said = part.tail() ? `; it last said: ${part.tail()}` : '';
      const error = new StackError('PART_ENDED', `${part.name} ended unexpectedly (${how})${said}`);
      if (!this.#onEnded) return this.fail(error);
      this.#disturb(error);
      this.#onEnded(part, error);
    });
  }

  async tempDir(): Promise<string> {
    const dir = await mkdtemp(join(tmpdir(), 'dydx-liquidity-'));
    this.#reaper.keep('dir', dir);
    this.onStop(async () => {
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      this.#reaper.forget(dir);
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
    this.#reaper.dismiss();
    if (errors.length > 0) throw errors[0];
  }

  #disturb(error: StackError): void {
    for (const disturb of this.#waiting) disturb(error);
  }
}
