/** A verification for people to read, or for programs. */
import type { Verification } from './run.ts';
import type { CheckResult, Finding } from './sheet.ts';

/** So many findings of a check are printed; `--json` has more of them. */
const SHOWN = 20;

export function printed(verification: Verification): string {
  const { checks, holds } = verification;
  const broken = checks.filter((check) => !check.holds).length;
  const idle = checks.filter(isIdle).map(({ id }) => id);
  const rest = idle.length === 0 ? '' : ` Nothing to compare was found by: ${idle.join(', ')}.`;
  const end = holds ? `All ${checks.length} checks hold.` : `${broken} of ${checks.length} checks do not hold.`;
  return [heading(verification), '', ...checks.flatMap(checkLines), '', end + rest].join('\n');
}

/** A check that looked at nothing has proved nothing. */
const isIdle = ({ compared, holds }: CheckResult): boolean => holds && compared === 0;

function heading({ pool, from, block, at, ...known }: Verification): string {
  const start = from === null ? 'from the first activity' : `after block ${from.number}`;
  const utc = new Date(Number(at) * 1000).toISOString().replace('.000Z', 'Z');
  const guess = known.isExact ? '' : ', of the last activity: the second of the block is not known';
  const projection = known.isProjected ? ', a projection: the newest block is before it' : '';
  return [
    `Pool ${pool}`,
    `Ledger ${start} to block ${block.number} (${block.hash ?? 'no activity in it'})`,
    `State at second ${at} (${utc}${guess}${projection})`,
  ].join('\n');
}

function checkLines(check: CheckResult): string[] {
  const { id, meaning, holds, compared, figures } = check;
  const numbers = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  const mark = holds ? '✔' : '✘';
  return [
    `${isIdle(check) ? '–' : mark} ${id}: ${meaning}`,
    `    ${[`${compared} values compared`, ...numbers].join(', ')}`,
    ...findingLines('✘', check.faults, check.faultCount),
    ...findingLines('·', check.remarks, check.remarkCount),
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
