import autocannon from 'autocannon';
import type { Request } from './cases.ts';

/** One measured run: requests per second and median latency in milliseconds. */
export interface Figures {
  rate: number;
  latency: number;
}

export interface LoadOptions {
  url: string;
  request: (n: number) => Request;
  seconds: number;
  connections: number;
}

let sent = 0;

/** Puts a steady load on a GraphQL address. An answer with an error makes the figures worthless: it throws. */
export async function load({ url, request, seconds, connections }: LoadOptions): Promise<Figures> {
  const failures: string[] = [];
  const started = performance.now();
  const latencies: number[] = [];
  const errors = await new Promise<number>((resolve, reject) => {
    const instance = autocannon(
      {
        url,
        connections,
        duration: seconds,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        requests: [
          {
            setupRequest: (prepared) => ({ ...prepared, body: JSON.stringify(request(sent++)) }),
            onResponse: (status, body) => {
              if (status !== 200 || body.startsWith('{"errors"')) failures.push(`${status} ${body.slice(0, 200)}`);
            },
          },
        ],
      },
      (error, result) => (error ? reject(error) : resolve(result.errors)),
    );
    // autocannon's own percentiles are whole milliseconds: too coarse for answers of two.
    instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });
  if (failures.length + errors > 0) {
    throw new Error(`${url} answered ${failures.length + errors} requests with an error: ${failures[0] ?? ''}`);
  }
  const elapsed = (performance.now() - started) / 1000;
  return { rate: latencies.length / elapsed, latency: median(latencies) };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
