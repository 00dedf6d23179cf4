/** What all late fields of one request share: what has been read, and how much may be. */
import { setMaxListeners } from 'node:events';
import { ApiError } from '../errors.ts';
import type { Pin } from '../plan/late.ts';
import type { UpstreamClient } from '../upstream/client.ts';
import { leftBy } from '../upstream/connection-errors.ts';
import type { Call, Gateway } from './gateway.ts';

/** Upstream queries of one request at one time. */
const AT_ONCE = 8;
/** Bounds on what one request may cause; far above what a person reads. */
const MOST_QUERIES = 10_000;
const MOST_VALUES = 1_000_000;

export interface LateSession {
  /** The gateway, with its upstream bounded. */
  readonly gateway: Gateway;
  readonly call: Call;
  spend(values: number): void;
  once<Value>(name: string, pin: Pin, make: () => Promise<Value>): Promise<Value>;
}

/** Works in a session. Once that has failed, or the client has left, nothing more is asked for it: nobody would read it. */
export async function inLateSession<Result>(
  gateway: Gateway,
  call: Call,
  work: (session: LateSession) => Promise<Result>,
): Promise<Result> {
  const ended = new AbortController();
  setMaxListeners(0, ended.signal);
  const leave = (): void => ended.abort(call.signal?.reason);
  if (call.signal?.aborted) leave();
  call.signal?.addEventListener('abort', leave, { once: true });
  try {
    return await work(openSession(gateway, { ...call, signal: ended.signal }));
  } catch (error) {
    ended.abort();
    throw error;
  } finally {
    call.signal?.removeEventListener('abort', leave);
  }
}

function openSession(gateway: Gateway, call: Call & { readonly signal: AbortSignal }): LateSession {
  let values = 0;
  const making = new Map<string, Promise<unknown>>();
  return {
    gateway: { ...gateway, upstream: bounded(gateway.upstream, call.signal) },
    call,
    spend(count) {
      values += count;
      if (values > MOST_VALUES)
        throw tooMuch(`more than ${MOST_VALUES} values of epochs and moments: ask for fewer rows`);
    },
    async once<Value>(name: string, pin: Pin, make: () => Promise<Value>) {
      // A state decides what is read of it, so what was read once holds for as long as anybody asks.
      const key = `${name} ${pin.state}`;
      const known = pin.state === null ? undefined : gateway.facts.get(key);
      if (known !== undefined) return known.value as Value;
      const flight = (making.get(key) ?? make()) as Promise<Value>;
      making.set(key, flight);
      const value = await flight;
      if (pin.state !== null) gateway.facts.set(key, { value }, FACT_SIZE);
      return value;
    },
  };
}

/** Assumed size of what is kept of a state, bytes. */
const FACT_SIZE = 20_000;

function tooMuch(what: string): ApiError {
  return new ApiError('BAD_USER_INPUT', `The query needs ${what} in one query.`);
}

function bounded(upstream: UpstreamClient, signal: AbortSignal): UpstreamClient {
  let running = 0;
  let asked = 0;
  const waiting: (() => void)[] = [];
  return {
    ...upstream,
    async ask(query) {
      if (++asked > MOST_QUERIES) throw tooMuch(`more than ${MOST_QUERIES} moments: ask for fewer`);
      if (running === AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
      else running++;
      try {
        if (signal.aborted) throw leftBy(signal);
        return await upstream.ask(query, signal);
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
