/** The table of a soak, and what of it does not hold. */
import { rise } from './memory.ts';
import type { SoakResult } from './run.ts';

/** Over the second half of a run the gateway may grow by so much, by the straight line through its minutes. */
const MAY_RISE = { mebibytes: 24, share: 0.05 };

/** Prints the minutes as a table for docs/reliability.md; returns one sentence for each check that fails. */
export function report(result: SoakResult, p99Ms: number): string[] {
  const { minutes, all, judged } = result;
  console.log(
    '\n| minute | requests | p50 ms | p95 ms | p99 ms | max ms | errors | blocks | reorganisations | gateway MiB | Graph Node MiB | Postgres MiB |',
  );
  console.log(`|${' ---: |'.repeat(12)}`);
  for (const [n, minute] of minutes.entries()) {
    const { asked, p50, p95, p99, max, errors, blocks, reorganisations, memory } = minute;
    const failed =
      Object.entries(errors)
        .map(([code, count]) => `${count} ${code}`)
        .join(', ') || '0';
    const { gateway, graphNode, postgres } = memory;
    console.log(
      `| ${[n + 1, asked, p50, p95, p99, max, failed, blocks, reorganisations, gateway, graphNode, postgres].join(' | ')} |`,
    );
  }
  console.log(
    `\n${all.asked} requests, ${result.rate.toFixed(0)} a second of ${result.maximum.toFixed(0)}: p50 ${all.p50} ms, p95 ${all.p95} ms, p99 ${all.p99} ms, max ${all.max} ms`,
  );
  console.log(
    `${judged.right} answers judged right, ${judged.wrong.length} wrong, ${judged.givenUp} of blocks that were given up`,
  );
  return faults(result, p99Ms);
}

function faults({ minutes, all, judged, shown, ended }: SoakResult, p99Ms: number): string[] {
  const found = Object.entries(shown).map(([code, example]) => `${code}: ${example}`);
  found.push(...judged.wrong.slice(0, 10).map((what) => `a wrong answer: ${what}`));
  if (judged.right === 0) found.push('no answer was judged');
  if (ended !== null) found.push(`the gateway ended: ${ended}`);
  if (all.p99 > p99Ms) found.push(`p99 is ${all.p99} ms, above ${p99Ms} ms`);
  const second = minutes.slice(Math.floor(minutes.length / 2)).map(({ memory }) => memory.gateway);
  const grown = rise(second);
  const bound = Math.max(MAY_RISE.mebibytes, MAY_RISE.share * (second[0] ?? 0));
  console.log(
    `the gateway grew by ${grown.toFixed(1)} MiB in the second half, by the line through its minutes; bound ${bound.toFixed(0)} MiB`,
  );
  if (grown > bound)
    found.push(`the gateway grew by ${grown.toFixed(1)} MiB in the second half, above ${bound.toFixed(0)}`);
  if (minutes.some(({ reorganisations }) => reorganisations > 0) === false) found.push('the chain did not reorganise');
  return found;
}
