import type { ReorganisationResult } from './reorganisation.ts';
import type { RoundResult } from './round.ts';

const refusals = (refused: Readonly<Record<string, number>>): string =>
  Object.entries(refused)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');

/** One round as it ends. */
export function lineOf({ round, what, at, outcome, seconds, said, asked, faults }: RoundResult): string {
  const counts = `${asked.right} right, ${asked.wrong} wrong, refused ${refusals(asked.refused) || 0}, unreachable ${asked.unreachable}`;
  const words = [`round ${round}: ${what} (at "${at}")`, `${outcome} after ${seconds.toFixed(1)} s`, counts];
  return [words.join('; '), ...(said ? [`  ${said}`] : []), ...faults.map((fault) => `  FAULT ${fault}`)].join('\n');
}

/** All rounds as a table for docs/reliability.md. */
export function tableOf(results: readonly RoundResult[]): string {
  const rows = results.map(({ round, what, outcome, said, seconds, asked, faults }) =>
    [
      round,
      what,
      said ? `${outcome}: \`${said.split(':', 1)[0]}\`` : outcome,
      seconds.toFixed(1),
      asked.right,
      refusals(asked.refused) || 0,
      asked.unreachable,
      asked.wrong,
      faults.length,
    ].join(' | '),
  );
  const head = ['round', 'killed', 'outcome', 'seconds', 'right', 'refused', 'unreachable', 'wrong', 'faults'];
  return [head.join(' | '), head.map(() => '---').join(' | '), ...rows].map((row) => `| ${row} |`).join('\n');
}

export function totals(results: readonly RoundResult[]): string {
  const sum = (of: (result: RoundResult) => number): number => results.reduce((all, result) => all + of(result), 0);
  const seconds = results.filter(({ outcome }) => outcome === 'recovered').map((result) => result.seconds);
  const slowest = seconds.length > 0 ? Math.max(...seconds).toFixed(1) : 'none';
  return [
    `${results.length} rounds, ${sum(({ faults }) => faults.length)} faults`,
    `${sum(({ asked }) => asked.right)} right answers, ${sum(({ asked }) => asked.wrong)} wrong`,
    `${seconds.length} recovered, the slowest in ${slowest} s`,
  ].join('; ');
}

export function reorganisationLine(result: ReorganisationResult): string {
  const { reorganisations, deepest, answers, refused, staleMs, staleCursors, begunAnew, proofs, faults } = result;
  const words = [
    `${reorganisations} reorganisations up to ${deepest} blocks deep`,
    `${answers} answers, refused ${refusals(refused) || 0}`,
    `${staleCursors} cursors of lost blocks refused`,
    `a lost block shown for at most ${(staleMs / 1000).toFixed(1)} s`,
    ...(begunAnew > 0 ? [`${begunAnew} indexes that stood too long begun anew`] : []),
    `proof of indexing ${proofs.clean.proofOfIndexing} at block ${proofs.clean.block.number}`,
    `${faults.length} faults`,
  ];
  return [words.join('; '), ...faults.map((fault) => `  FAULT ${fault}`)].join('\n');
}
