/** `npm run bench`: the gateway against the Graph Node behind it, as ratios within one run on one machine. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { Command } from 'commander';
import { type Case, casesAt } from './cases.ts';
import { benchExport } from './export.ts';
import { type Figures, load, median } from './load.ts';
import { benchLpRewards } from './lp-rewards.ts';

const program = new Command('bench')
  .option('--recording <file>', 'recording to index', new URL('./recordings/load.jsonl.gz', import.meta.url).pathname)
  .option('--seconds <n>', 'length of one run', Number, 4)
  .option('--rounds <n>', 'runs of each side, in turn', Number, 5)
  .option('--only <text>', 'measure the cases whose name has this text')
  .option('--connections <n>', 'requests in flight', Number, 4)
  .option('--epoch-parts <parts>', 'parts of an epoch of LP rewards to score, by commas', '0.002,0.02')
  .parse();
const options = program.opts<{
  recording: string;
  seconds: number;
  rounds: number;
  connections: number;
  epochParts: string;
  only?: string;
}>();

interface Row {
  case: string;
  direct: Figures;
  gateway: Figures;
  rate: number;
  latency: number;
  bar: string;
}

const middle = (runs: Figures[]): Figures => ({
  rate: median(runs.map((run) => run.rate)),
  latency: median(runs.map((run) => run.latency)),
});

/** Both sides in turn, so that a machine that slows down slows both; the first run of each only warms up. */
async function measure(item: Case, direct: string, gateway: string): Promise<Row> {
  const runs: { direct: Figures[]; gateway: Figures[] } = { direct: [], gateway: [] };
  const { seconds, connections } = options;
  for (let round = 0; round <= options.rounds; round++) {
    const onNode = await load({ url: direct, request: item.direct, seconds, connections });
    const onGateway = await load({ url: gateway, request: item.gateway, seconds, connections });
    if (round === 0) continue;
    runs.direct.push(onNode);
    runs.gateway.push(onGateway);
  }
  const ratio = (figure: keyof Figures) =>
    median(runs.direct.map((run, i) => (runs.gateway[i]?.[figure] ?? Number.NaN) / run[figure]));
  const [rate, latency] = [ratio('rate'), ratio('latency')];
  const holds = item.bar.figure === 'rate' ? rate >= item.bar.limit : latency <= item.bar.limit;
  const bar = `${item.bar.figure} ${item.bar.figure === 'rate' ? '≥' : '≤'} ${item.bar.limit}: ${holds ? 'yes' : 'NO'}`;
  return { case: item.name, direct: middle(runs.direct), gateway: middle(runs.gateway), rate, latency, bar };
}

if ('lp-rewards'.includes(options.only ?? '')) {
  // Before anything else runs: it takes both the cores and the disk.
  console.table(await benchLpRewards(options.epochParts.split(',').map(Number)));
  if (options.only !== undefined) process.exit();
}

const server = fork(new URL('./serve.ts', import.meta.url), [options.recording], { execArgv: ['--import', 'tsx'] });
server.once('exit', (code) => process.exit(code ?? 1));
const [urls] = (await once(server, 'message')) as [{ graphqlUrl: string; gatewayUrl: string }];
try {
  const head = await fetch(urls.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _meta { block { number timestamp } } }' }),
  });
  const { data } = (await head.json()) as { data: { _meta: { block: { number: number; timestamp: number } } } };
  console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, block ${data._meta.block.number}`);
  console.log(`${options.connections} connections, ${options.rounds} runs of ${options.seconds} s a side, medians\n`);
  if ('export'.includes(options.only ?? '')) {
    // First, while the gateway keeps nothing: what it takes is then the export's alone.
    const gatewayUrl = new URL(urls.gatewayUrl).origin;
    console.table(await benchExport({ graphqlUrl: urls.graphqlUrl, gatewayUrl, server, rounds: options.rounds }));
  }
  const table: Record<string, string | number>[] = [];
  const cases = casesAt(BigInt(data._meta.block.timestamp));
  for (const item of cases.filter(({ name }) => name.includes(options.only ?? ''))) {
    const row = await measure(item, urls.graphqlUrl, urls.gatewayUrl);
    console.log(`measured: ${row.case}`);
    table.push({
      case: row.case,
      'node req/s': Math.round(row.direct.rate),
      'gateway req/s': Math.round(row.gateway.rate),
      'rate ratio': Number(row.rate.toFixed(2)),
      'node ms': Number(row.direct.latency.toFixed(2)),
      'gateway ms': Number(row.gateway.latency.toFixed(2)),
      'latency ratio': Number(row.latency.toFixed(2)),
      bar: row.bar,
    });
  }
  if (table.length > 0) console.table(table);
} finally {
  server.removeAllListeners('exit');
  server.disconnect();
  await once(server, 'exit');
}
