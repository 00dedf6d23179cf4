/** `npm run bench`: what the parts measure, as ratios within one run on one machine. */
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { Options, Row, StackPart } from './part.ts';
import { PARTS } from './parts.ts';
import { keep, machine, printRows, report } from './report.ts';
import { withStack } from './stack.ts';

const program = new Command('bench')
  .option(
    '--recording <file>',
    'recording to index',
    fileURLToPath(new URL('./recordings/load.jsonl.gz', import.meta.url)),
  )
  .option('--seconds <n>', 'length of one run', Number, 4)
  .option('--rounds <n>', 'runs of each side, in turn', Number, 5)
  .option('--connections <n>', 'requests in flight', Number, 4)
  .option('--only <text>', 'measure the cases of which "part: case" has this text')
  .option('--list', 'print the cases and measure nothing')
  .option('--json <file>', 'also write the figures there')
  .option('--record', 'also add them to bench/history.jsonl');
for (const option of PARTS.flatMap((part) => part.options ?? [])) program.addOption(option);
const options = program.parse().opts<Options & { only?: string; list?: true; json?: string; record?: true }>();

const chosen = PARTS.map((part) => ({
  part,
  cases: part.cases.filter((name) => `${part.name}: ${name}`.includes(options.only ?? '')),
})).filter(({ part, cases }) => cases.length > 0 && (!part.onRequest || options.only !== undefined || options.list));

if (options.list) {
  for (const { part, cases } of chosen) for (const name of cases) console.log(`${part.name}: ${name}`);
  process.exit();
}

const { cores, model, memoryGiB, node } = machine();
console.log(`${cores} × ${model}, ${memoryGiB} GiB, Node ${node}`);
console.log(
  `${options.rounds} runs of ${options.seconds} s a side, ${options.connections} connections; medians (quartiles)`,
);
const rows: Row[] = [];
const take = (measured: readonly Row[]): void => {
  printRows(measured);
  rows.push(...measured);
};
const { only: _only, list: _list, json, record, ...settings } = options;
try {
  for (const { part, cases } of chosen) if (part.needs === 'nothing') take(await part.run({ options, cases }));
  const onStack = chosen.filter((each): each is { part: StackPart; cases: string[] } => each.part.needs === 'stack');
  if (onStack.length > 0)
    await withStack(options.recording, async (stack) => {
      for (const { part, cases } of onStack) take(await part.run({ options, cases }, stack));
    });
} finally {
  // A part that fails does not take with it what others measured for minutes.
  if (rows.length > 0) await keep(await report(settings, rows), json, record === true);
}
