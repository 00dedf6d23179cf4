/** The first blocks of a recording as a recording of their own. */
import { writeFile } from 'node:fs/promises';
import { recordingLines } from '../../stack/recording-lines.ts';

/** Writes `path` up to block `last` to `target`, not packed. */
export async function cutRecording(path: string, last: number, target: string): Promise<void> {
  const lines: string[] = [];
  let lastTimestamp = 0;
  for await (const line of recordingLines(path)) {
    const item = JSON.parse(line) as { type: string; number?: number; timestamp?: number };
    if (item.type === 'block' && (item.number ?? 0) > last) break;
    if (item.type === 'block') lastTimestamp = item.timestamp ?? 0;
    lines.push(line);
  }
  const header = { ...JSON.parse(lines[0] ?? ''), lastBlock: last, lastTimestamp };
  await writeFile(target, `${[JSON.stringify(header), ...lines.slice(1), '{"type":"end"}'].join('\n')}\n`);
}
