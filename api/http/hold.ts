/** Refusing queries for a time, while what stands behind the gateway is made anew and would answer with less than before. */
import type { ServerResponse } from 'node:http';
import { type ErrorCode, RETRY_AFTER_SECONDS } from '../errors.ts';
import type { Exchange } from '../exchange.ts';

export interface Hold {
  /** Why queries are refused; null while they are answered. */
  reason(): string | null;
  /** Counts a request that is being answered until its response is closed. */
  count(response: ServerResponse): void;
  /** Resolves when none is being answered any more; those that take long are broken off. */
  begin(reason: string): Promise<void>;
  end(): void;
}

const PATIENCE_MS = 3_000;

export function createHold(): Hold {
  const answering = new Set<ServerResponse>();
  let held: string | null = null;
  let drained: () => void = () => undefined;
  return {
    reason: () => held,
    count(response) {
      answering.add(response);
      response.once('close', () => {
        answering.delete(response);
        if (answering.size === 0) drained();
      });
    },
    async begin(reason) {
      held = reason;
      if (answering.size === 0) return;
      const end = setTimeout(() => {
        for (const response of answering) response.destroy();
      }, PATIENCE_MS);
      await new Promise<void>((resolve) => {
        drained = resolve;
      });
      clearTimeout(end);
    },
    end() {
      held = null;
    },
  };
}

const CODE: ErrorCode = 'INDEX_REBUILDING';

/** Answers 503; `ready` is for who asks for readiness where nothing else is served. */
export function refuse(response: ServerResponse, reason: string, exchange?: Exchange): void {
  exchange?.codes.push(CODE);
  const errors = [{ message: `${reason} Ask again shortly.`, extensions: { code: CODE } }];
  response.writeHead(503, { 'content-type': 'application/json', 'retry-after': String(RETRY_AFTER_SECONDS) });
  response.end(`${JSON.stringify({ ready: false, reason, errors })}\n`);
}
