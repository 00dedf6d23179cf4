/** Errors beside data come only where the client allowed them: the index skipped over errors of its own. */
import type { Json } from '../json.ts';

const ERROR = {
  message: 'The index skipped over errors: this data may be incomplete.',
  extensions: { code: 'INDEXING_ERROR' },
};

/** `,"errors":[…]`, or nothing. */
export function writeErrors(errors: readonly Json[] | null): string {
  return errors === null ? '' : `,"errors":[${JSON.stringify(ERROR)}]`;
}
