/** `npm run fuzz`: operations and bytes nobody would send, against the running gateway. Exit status 1 on any finding. */
import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type Served, serve } from '../served.ts';
import { logFaults, memoryFault } from './after.ts';
import { fuzz } from './run.ts';

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

const options = new Command('fuzz')
  .option('--operations <n>', 'operations to generate', whole, 100_000)
  .option('--requests <n>', 'requests with changed bytes; default a tenth of the operations', whole)
  .option('--compare <n>', 'plain operations to compare with the Graph Node; default a tenth of the operations', whole)
  .option('--seed <n>', 'of what is random; the same seed asks the same', whole, 1)
  .option('--recording <file>', 'recording to index', BUNDLED_RECORDING)
  .option('--url <origin>', 'ask this running gateway instead of an own one')
  .option('--graph-node <url>', 'with --url: the Graph Node behind it, to compare with')
  .option('--in-flight <n>', 'requests at one time', whole, 8)
  .option('--json <file>', 'write the report there')
  .parse()
  .opts<{
    operations: number;
    requests?: number;
    compare?: number;
    seed: number;
    recording: string;
    url?: string;
    graphNode?: string;
    inFlight: number;
    json?: string;
  }>();

/** The Graph Node's limit, and some time to tell of it. */
const SLOW_MS = 32_000;
/** Small, so that it is full before half of the run is over, and what grows after is a leak. */
const CACHE_BYTES = 32 * 1024 * 1024;

const served: Served | null =
  options.url === undefined ? await serve(options.recording, { cacheBytes: CACHE_BYTES }) : null;
try {
  const share = Math.ceil(options.operations / 10);
  let shown = 0;
  const started = performance.now();
  const report = await fuzz({
    url: served?.url ?? new URL(options.url ?? '').origin,
    graphNodeUrl: served?.stack.graphqlUrl ?? options.graphNode,
    seed: options.seed,
    counts: { operation: options.operations, request: options.requests ?? share, same: options.compare ?? share },
    slowMs: SLOW_MS,
    inFlight: options.inFlight,
    memory: served?.memory,
    onFinding: ({ kind, n, check, what }) => process.stderr.write(`${kind} ${n}: ${check}: ${what.slice(0, 300)}\n`),
    onProgress(done, total) {
      if (Date.now() - shown < 5000) return;
      shown = Date.now();
      process.stderr.write(`${done} of ${total}\n`);
    },
  });
  const faults = [
    ...report.findings.map((finding) => ({ ...finding, seed: options.seed })),
    ...memoryFault(report.memory),
    ...logFaults(served?.said ?? []),
    ...(served?.ended() ? [{ check: 'gone', what: `the gateway ended: ${served.ended()}` }] : []),
  ];
  const seconds = Math.round((performance.now() - started) / 1000);
  const { findings: _, ...figures } = report;
  console.log(JSON.stringify({ seed: options.seed, seconds, ...figures, findings: faults.length }, null, 2));
  for (const fault of faults) console.log(`\n${JSON.stringify(fault, null, 2)}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ seconds, ...figures, faults }, null, 2)}\n`);
  console.log(faults.length === 0 ? '\nNothing found.' : `\n${faults.length} findings.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await served?.stop();
}
