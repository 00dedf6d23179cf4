/** A verification for people to read, or for programs. */
import type { Verification } from './run.ts';
import type { CheckResult, Finding } from './sheet.ts';

/** So many findings of a check are printed; `--json` has more of them. */
const SHOWN = 20;

export function printed(verification: Verification): string {
  const { checks, holds } = verification;
  const broken = checks.filter((check) => !check.holds).length;
  const end = holds ? `All ${checks.length} checks hold.` : `${broken} of ${checks.length} checks do not hold.`;
  return [heading(verification), '', ...checks.flatMap(checkLines), '', end].join('\n');
}

function heading({ pool, from, block, at, isExact }: Verification): string {
  const start = from === null ? 'from the first activity' : `after block ${from.number}`;
  const utc = new Date(Number(at) * 1000).toISOString().replace('.000Z', 'Z');
  return `Pool ${pool}\nLedger ${start} to block ${block.number} (${block.hash ?? 'no activity in it'})\nState at second ${at} (${utc}${isExact ? '' : ', of the last activity: the second of the block is not known'})`;
}

function checkLines({
  id,
  meaning,
  holds,
  compared,
  figures,
  faultCount,
  remarkCount,
  ...found
}: CheckResult): string[] {
  const numbers = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  return [
    `${holds ? '✔' : '✘'} ${id}: ${meaning}`,
    `    ${[`${compared} values compared`, ...numbers].join(', ')}`,
    ...findingLines('✘', found.faults, faultCount),
    ...findingLines('·', found.remarks, remarkCount),
  ];
}

function findingLines(mark: string, findings: readonly Finding[], count: number): string[] {
  const lines = findings.slice(0, SHOWN).map((finding) => `    ${mark} ${sentence(finding)}`);
  return count > lines.length ? [...lines, `    ${mark} and ${count - lines.length} more`] : lines;
}

/** Where it is, and what. */
export function sentence({ what, sequence, type, block, transaction, activity, subject }: Finding): string {
  const number = sequence === undefined ? [] : [`number ${sequence}${type === undefined ? '' : ` (${type})`}`];
  const place = [
    ...number,
    ...(block === undefined ? [] : [`block ${block}`]),
    ...(subject === undefined ? [] : [subject]),
    ...(transaction === undefined ? [] : [`transaction ${transaction}`]),
    ...(activity === undefined ? [] : [`activity ${activity}`]),
  ];
  return place.length === 0 ? what : `${what}: ${place.join(', ')}`;
}

/** Everything, integers as decimal text. */
export function asJson(verification: Verification): string {
  return JSON.stringify(verification, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2);
}
