/** Who may ask, and how often: by API key, or by address where none is shown. */
import type { IncomingMessage } from 'node:http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { GatewayConfig } from '../config.ts';
import { ApiError } from '../errors.ts';
import { metrics } from '../metrics.ts';
import { clientAddress } from './address.ts';
import { keyFinder } from './keys.ts';

/** Name of the client for logs and metrics: that of its key. */
export type Admission = (request: IncomingMessage) => Promise<string> | string;

export const ANONYMOUS = 'anonymous';
const SECONDS = 60;

type Limits = Pick<GatewayConfig, 'apiKeys' | 'requireApiKey' | 'anonymousPerMinute' | 'trustProxy'>;

/** Resolves with the client's name; throws API_KEY_REQUIRED, API_KEY_UNKNOWN or RATE_LIMITED. */
export function createAdmission({ apiKeys, requireApiKey, anonymousPerMinute, trustProxy }: Limits): Admission {
  const addressOf = clientAddress(trustProxy);
  const find = keyFinder(apiKeys);
  const anonymous = limiter(anonymousPerMinute);
  const limiters = new Map(apiKeys.map(({ name, perMinute }) => [name, limiter(perMinute)]));
  const needed = apiKeys.length > 0 && requireApiKey;
  if (apiKeys.length === 0 && anonymous === null) return () => ANONYMOUS;
  return (request) => {
    const shown = apiKeys.length === 0 ? null : shownKey(request);
    if (shown === null) {
      if (needed)
        throw new ApiError('API_KEY_REQUIRED', 'This API needs a key: send it as authorization: Bearer, or x-api-key.');
      return anonymous === null ? ANONYMOUS : count(anonymous, addressOf(request), ANONYMOUS);
    }
    const key = find(shown);
    if (key === null) throw new ApiError('API_KEY_UNKNOWN', 'The API key is not known here: check it.');
    const own = limiters.get(key.name) ?? null;
    return own === null ? key.name : count(own, key.name, key.name);
  };
}

function limiter(perMinute: number): RateLimiterMemory | null {
  return perMinute === 0 ? null : new RateLimiterMemory({ points: perMinute, duration: SECONDS });
}

async function count(limits: RateLimiterMemory, key: string, client: string): Promise<string> {
  try {
    await limits.consume(key);
    return client;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    metrics.rateLimited.labels(client).inc();
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new ApiError(
      'RATE_LIMITED',
      `More than ${limits.points} requests in a minute: ask again in ${seconds} s.`,
      seconds,
    );
  }
}

function shownKey({ headers }: IncomingMessage): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const own = headers['x-api-key'];
  return bearer ?? (typeof own === 'string' && own !== '' ? own : null);
}
