/** What keeps a check from being made, in one sentence that also says what to do. `code` is stable, for scripts. */
export class AuditError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'AuditError';
    this.code = code;
  }

  /** The one line a user sees. */
  get line(): string {
    return `${this.code}: ${this.message}`;
  }
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
