/** The highest rate that the gateway answers the mix at: a closed loop with more and more connections. */
import autocannon from 'autocannon';
import type { Question } from './questions.ts';

const CONNECTIONS = [4, 8, 16, 32];

/** Good answers a second, the best of the stretches. */
export async function maximumRate(url: string, next: () => Question, seconds: number): Promise<number> {
  let best = 0;
  for (const connections of CONNECTIONS) best = Math.max(best, await stretch(url, next, seconds, connections));
  return best;
}

function stretch(url: string, next: () => Question, duration: number, connections: number): Promise<number> {
  let good = 0;
  const started = performance.now();
  return new Promise((resolve, reject) => {
    autocannon(
      {
        url,
        connections,
        duration,
        requests: [
          {
            setupRequest(request) {
              const { method, path, headers, body } = next();
              return { ...request, method, path, headers: { ...headers }, body: body ?? undefined };
            },
            onResponse: (status, body) => {
              if (status === 200 && !body.startsWith('{"errors"')) good++;
            },
          },
        ],
      },
      (error) => (error ? reject(error) : resolve((good * 1000) / (performance.now() - started))),
    );
  });
}
