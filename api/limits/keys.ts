/** API keys: read from the settings as hashes, and found again by the hash of what a client shows. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const key = z.strictObject({
  /** What logs and metrics call it: they never see more. */
  name: z.string().regex(/^[\w.-]{1,64}$/, { error: 'a name has up to 64 letters, digits, dots and dashes' }),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, { error: 'the SHA-256 of the key is expected, 64 digits of hex' }),
  /** Requests per minute; 0 for no limit. */
  perMinute: z.number().int().min(0).default(0),
});

export type ApiKey = z.output<typeof key>;

/** A list, its JSON, or the path of a file with that. No message shows what is in it. */
export const apiKeys = z.preprocess(
  (value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(/^\s*\[/.test(value) ? value : readFileSync(value, 'utf8'));
    } catch {
      context.addIssue({
        code: 'custom',
        message: 'it is neither a JSON list of keys nor the path of a file with one',
      });
      return z.NEVER;
    }
  },
  z.array(key).refine((keys) => new Set(keys.map(({ name }) => name)).size === keys.length, {
    error: 'two keys have one name',
  }),
);

export function hashKey(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Finds a key by what a client shows. Every key is compared, in full: how long it takes tells nothing. */
export function keyFinder(keys: readonly ApiKey[]): (shown: string) => ApiKey | null {
  const known = keys.map((each) => ({ key: each, hash: Buffer.from(each.sha256, 'hex') }));
  return (shown) => {
    const hash = hashKey(shown);
    let found: ApiKey | null = null;
    for (const each of known) if (timingSafeEqual(each.hash, hash)) found = each.key;
    return found;
  };
}
