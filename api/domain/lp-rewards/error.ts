/** Input that cannot be scored or paid, in one sentence that says where. `code` is stable, for tests and scripts. */
export class LpRewardsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'LpRewardsError';
    this.code = code;
  }
}
