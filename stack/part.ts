import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface PartOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  uid?: number | undefined;
  gid?: number | undefined;
  /** What ends it at once and cleanly. */
  stopSignal?: NodeJS.Signals;
  onLine?: (line: string) => void;
  /** Opens a channel for messages; without a listener they are dropped. */
  onMessage?: (message: unknown) => void;
}

const KEPT_LINES = 30;
/** How long the last words of an ended process are waited for: its own children may keep its output open. */
const LAST_WORDS_MS = 200;

/** One child process in a process group of its own, so that a terminal's Ctrl-C reaches it only through the supervisor. */
export class Part {
  readonly name: string;
  readonly pid: number | undefined;
  readonly stopSignal: NodeJS.Signals;
  /** Resolves with how it ended; never rejects. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #hasEnded = false;
  #isAskedToEnd = false;

  constructor(name: string, command: string, args: readonly string[], options: PartOptions) {
    const { stopSignal = 'SIGKILL', onLine, onMessage, uid, gid, cwd, env } = options;
    this.name = name;
    this.stopSignal = stopSignal;
    this.#child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe', ...(onMessage ? (['ipc'] as const) : [])],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...env },
      ...(cwd === undefined ? {} : { cwd }),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    this.pid = this.#child.pid;
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        this.#lines.push(line);
        if (this.#lines.length > KEPT_LINES) this.#lines.shift();
        onLine?.(line);
      });
    }
    this.ended = new Promise((resolve) => {
      const end = (how: string) => {
        this.#hasEnded = true;
        resolve(how);
      };
      this.#child.once('error', (error) => end(error.message));
      const ended = (code: number | null, signal: NodeJS.Signals | null) =>
        end(signal ? `killed by ${signal}` : `exit status ${code}`);
      // By 'close' its last words have been read.
      this.#child.once('close', ended);
      this.#child.once('exit', (code, signal) => setTimeout(() => ended(code, signal), LAST_WORDS_MS));
    });
    if (onMessage) this.#child.on('message', onMessage);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether it was told to end, so that its end is no surprise. */
  get isAskedToEnd(): boolean {
    return this.#isAskedToEnd;
  }

  /** One that has ended hears nothing; that it ended is told by `ended`. */
  send(message: object): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** The end of what it printed, on one line. */
  tail(lines = 3): string {
    const escapes = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
    return this.#lines.slice(-lines).join(' | ').replace(escapes, '').slice(-600);
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.pid === undefined || this.#hasEnded) return;
    try {
      process.kill(process.platform === 'win32' ? this.pid : -this.pid, signal);
    } catch (error) {
      // ESRCH: it ended in this very moment, which is what was asked for.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  async stop(graceMs = 5_000): Promise<void> {
    this.#isAskedToEnd = true;
    this.#signal(this.stopSignal);
    const timer = setTimeout(() => this.#signal('SIGKILL'), graceMs);
    await this.ended;
    clearTimeout(timer);
  }
}
