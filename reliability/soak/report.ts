/** The table of a soak, and what of it does not hold. */
import { growth } from '../growth.ts';
import type { SoakResult } from './run.ts';

/** What the gateway may grow by from the middle to the end. */
const MAY_GROW = { bytes: 24 * 2 ** 20, share: 0.05 };

/** Prints the minutes as a table for docs/reliability.md, and the whole. */
export function report({ minutes, held, all, judged, rate, maximum }: SoakResult): void {
  console.log(
    '\n| minute | requests | p50 ms | p95 ms | p99 ms | max ms | errors | blocks | reorganisations | gateway MiB | Graph Node MiB | Postgres MiB | processor s: gateway | Graph Node | Postgres | load | stolen |',
  );
  console.log(`|${' ---: |'.repeat(17)}`);
  for (const [n, minute] of minutes.entries()) {
    const { asked, p50, p95, p99, max, errors, blocks, reorganisations, memory, processor, stolen } = minute;
    const failed =
      Object.entries(errors)
        .map(([code, count]) => `${count} ${code}`)
        .join(', ') || '0';
    const taken = [memory.gateway, memory.graphNode, memory.postgres];
    const worked = [processor.gateway, processor.graphNode, processor.postgres, processor.load, stolen ?? '?'];
    console.log(
      `| ${[n + 1, asked, p50, p95, p99, max, failed, blocks, reorganisations, ...taken, ...worked].join(' | ')} |`,
    );
  }
  console.log(
    `\n${all.asked} requests, ${rate.toFixed(0)} a second of ${maximum.toFixed(0)}: p50 ${all.p50} ms, p95 ${all.p95} ms, p99 ${all.p99} ms, max ${all.max} ms`,
  );
  console.log(
    `${judged.right} answers judged right, ${judged.wrong.length} wrong, ${judged.givenUp} of blocks that were given up`,
  );
  for (const { rss, heapUsed } of held) console.log(`held: ${mebibytes(rss)} MiB, heap ${mebibytes(heapUsed)} MiB`);
}

/** One sentence for each check that fails. */
export function faults({ minutes, held, all, judged, shown, ended }: SoakResult, p99Ms: number): string[] {
  const found = Object.entries(shown).map(([code, example]) => `${code}: ${example}`);
  found.push(...judged.wrong.slice(0, 10).map((what) => `a wrong answer: ${what}`));
  if (judged.right === 0) found.push('no answer was judged');
  if (ended !== null) found.push(`the gateway ended: ${ended}`);
  if (all.p99 > p99Ms) found.push(`p99 is ${all.p99} ms, above ${p99Ms} ms`);
  const [middle, end] = held;
  if (middle && end) found.push(...growth(middle, end, Math.max(MAY_GROW.bytes, MAY_GROW.share * middle.rss)));
  if (minutes.some(({ reorganisations }) => reorganisations > 0) === false) found.push('the chain did not reorganise');
  return found;
}

function mebibytes(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1);
}
