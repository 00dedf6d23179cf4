import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkCid } from './cid.ts';
import type { RecordedFile } from './recording.ts';
import type { Supervisor } from './supervisor.ts';

/** Throws when a file's bytes are not what its CID says. */
export async function checkFiles(files: readonly RecordedFile[]): Promise<void> {
  for (const file of files) await checkCid(file.cid, Buffer.from(file.content));
}

function answer(request: IncomingMessage, response: ServerResponse, files: ReadonlyMap<string, Buffer>): void {
  const cid = /^\/ipfs\/([^/?]+)/.exec(request.url ?? '')?.[1];
  const content = cid === undefined ? undefined : files.get(cid);
  // Graph Node asks HEAD of some CID at start, and waits for ever unless the answer is 200.
  if (request.method === 'HEAD' && cid !== undefined) response.writeHead(200).end();
  else if (request.method === 'GET' && content !== undefined) {
    response
      .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': content.length })
      .end(content);
  } else response.writeHead(404, { 'content-type': 'text/plain' }).end('not among the files of this recording\n');
}

/** An IPFS gateway that has the recording's files and nothing else. */
export async function startIpfs(supervisor: Supervisor, recorded: readonly RecordedFile[]): Promise<{ url: string }> {
  const files = new Map(recorded.map((file) => [file.cid, Buffer.from(file.content)]));
  const server = createServer((request, response) => answer(request, response, files));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  supervisor.onStop(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
