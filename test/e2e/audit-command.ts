/** `npm run audit` as a user runs it, and an API that answers one thing wrongly. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a module of the project as its npm script does. */
export function run(module: string, ...args: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['stack/bootstrap.mjs', '--run', module, ...args], { cwd: ROOT });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  return new Promise((done) => child.on('close', (status) => done({ status, out, err })));
}

export const audit = (...args: readonly string[]): Promise<Ended> => run('audit/report/main.ts', ...args);

/** The API at `url` with one text of its answers replaced by another. */
export async function lyingApi(url: string, truth: RegExp, lie: string) {
  const server = createServer(async (request, response) => {
    const body = [];
    for await (const chunk of request) body.push(chunk);
    const answer = await fetch(new URL(request.url ?? '/', url), {
      method: request.method ?? 'GET',
      headers: { 'content-type': 'application/json' },
      ...(request.method === 'POST' ? { body: Buffer.concat(body) } : {}),
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end((await answer.text()).replace(truth, lie));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => server.close(done)),
  };
}
