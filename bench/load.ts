import autocannon from 'autocannon';
import { median } from './spread.ts';

/** One measured run: requests per second and median latency in milliseconds. */
export interface Figures {
  rate: number;
  latency: number;
}

export interface Load {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** The body of every request, or that of the n-th; n never comes again. */
  readonly body?: string | ((n: number) => string);
  /** Status of every answer. */
  readonly expected: 200 | 304;
  readonly seconds: number;
  readonly connections: number;
}

let sent = 0;

/** Of the inside of autocannon's client: the requests under way on its connection, the first of which is answered now. */
interface Pipeline {
  peek(): { body: string } | undefined;
  addBody(data: Buffer): void;
}

/** It makes a text of every body, and of long ones that alone would be measured; the beginning tells errors from data. */
function keepOnlyTheBeginning(client: autocannon.Client): void {
  const { pipelinedRequests } = client as unknown as { readonly pipelinedRequests: Pipeline };
  pipelinedRequests.addBody = (data) => {
    const request = pipelinedRequests.peek();
    if (request?.body === '') request.body = data.toString('latin1', 0, 300);
  };
}

/** Puts a steady load on an address. An answer with an error makes the figures worthless: it throws. */
export async function load({ body, expected, seconds, ...request }: Load): Promise<Figures> {
  const failures: string[] = [];
  const latencies: number[] = [];
  const started = performance.now();
  const errors = await new Promise<number>((resolve, reject) => {
    const instance = autocannon(
      {
        ...request,
        duration: seconds,
        setupClient: keepOnlyTheBeginning,
        requests: [
          {
            ...(typeof body === 'string' && { body }),
            ...(typeof body === 'function' && {
              setupRequest: (prepared: autocannon.Request) => ({ ...prepared, body: body(sent++) }),
            }),
            onResponse: (status, text) => {
              if (status !== expected || text.startsWith('{"errors"')) failures.push(`${status} ${text.slice(0, 200)}`);
            },
          },
        ],
      },
      (error, result) => (error ? reject(error) : resolve(result.errors)),
    );
    // autocannon's own percentiles are whole milliseconds: too coarse for answers of two.
    instance.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  });
  if (failures.length + errors > 0)
    throw new Error(`${request.url} answered ${failures.length + errors} requests otherwise: ${failures[0] ?? ''}`);
  const elapsed = (performance.now() - started) / 1000;
  return { rate: latencies.length / elapsed, latency: median(latencies) };
}
