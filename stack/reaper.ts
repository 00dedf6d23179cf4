import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./reaper.mjs', import.meta.url));

/** The process that ends what this one leaves behind when it is killed (reaper.mjs); it is replaced when it is killed itself. */
export class Reaper {
  /** In the environment of everything started, so that what was started in the very moment of the kill is found too. */
  readonly mark: Readonly<Record<string, string>> = { LIQUIDITY_STACK: randomUUID() };
  readonly #kept = new Map<string, readonly string[]>();
  #process: ChildProcess | undefined;
  #isDismissed = false;

  /** `pid N SIGNAL` or `dir PATH`. */
  keep(kind: 'pid' | 'dir', what: string, ...more: string[]): void {
    const words = [kind, what, ...more];
    this.#kept.set(what, words);
    if (this.#process) this.#tell(words);
    else this.#start();
  }

  forget(what: string): void {
    this.#kept.delete(what);
    this.#tell(['forget', what]);
  }

  /** Nothing is left to be ended. */
  dismiss(): void {
    this.#isDismissed = true;
    this.#process?.stdin?.end();
  }

  #tell(words: readonly string[]): void {
    this.#process?.stdin?.write(`${words.join('\t')}\n`);
  }

  #start(): void {
    const reaper = spawn(process.execPath, [PROGRAM], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: tmpdir(),
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    // Losing the safety net is no reason to stop, and it must not keep this process alive.
    reaper.on('error', () => undefined);
    reaper.on('exit', () => {
      if (!this.#isDismissed) this.#start();
    });
    reaper.stdin?.on('error', () => undefined);
    reaper.unref();
    (reaper.stdin as Socket | null)?.unref();
    this.#process = reaper;
    this.#tell(['mark', ...Object.entries(this.mark).map(([name, value]) => `${name}=${value}`)]);
    for (const words of this.#kept.values()) this.#tell(words);
  }
}
