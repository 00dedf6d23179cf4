/** What went wrong with the stack, in one sentence that also says what to do. `code` is stable, for tests and scripts. */
export class StackError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'StackError';
    this.code = code;
  }

  /** The one line a user sees. */
  get line(): string {
    return `${this.code}: ${this.message}`;
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
