/** The first blocks of a recording as a recording of their own. */
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/** Writes `path` up to block `last` to `target`, not packed. */
export async function cutRecording(path: string, last: number, target: string): Promise<void> {
  const input = createReadStream(path).pipe(createGunzip());
  const lines: string[] = [];
  let lastTimestamp = 0;
  for await (const line of createInterface({ input })) {
    const item = JSON.parse(line) as { type: string; number?: number; timestamp?: number };
    if (item.type === 'block' && (item.number ?? 0) > last) break;
    if (item.type === 'block') lastTimestamp = item.timestamp ?? 0;
    lines.push(line);
  }
  input.destroy();
  const header = { ...JSON.parse(lines[0] ?? ''), lastBlock: last, lastTimestamp };
  await writeFile(target, `${[JSON.stringify(header), ...lines.slice(1), '{"type":"end"}'].join('\n')}\n`);
}
