/** What the report is about, and whether it adds up. */
import type { Report } from '../../shape.ts';
import { utc } from '../../utc.ts';
import { usdc } from '../amounts.ts';
import { type Block, code, type Section } from '../document.ts';

export function titleOf({ epoch, pool }: Report): string {
  return `Audit report: liquidity pool ${pool}, epoch ${epoch.number}${epoch.isClosed ? '' : ' (not closed)'}`;
}

/** One sentence; the first thing a reader should know. */
function verdict({ checks }: Report): Block {
  const failed = checks.filter(({ holds }) => !holds).map(({ id }) => id);
  const compared = checks.reduce((sum, check) => sum + check.compared, 0);
  return failed.length === 0
    ? { kind: 'text', text: `All ${checks.length} checks hold (${compared} values compared).` }
    : {
        kind: 'text',
        isWarning: true,
        text: `${failed.length} of ${checks.length} checks FAIL: ${failed.join(', ')}. See the section Checks.`,
      };
}

const projection = (head: NonNullable<Report['epoch']['head']>): Block => ({
  kind: 'text',
  isWarning: true,
  text:
    `This epoch is NOT CLOSED. It is indexed up to block ${head.number} (${utc(head.timestamp)}); every closing figure ` +
    'is a projection to the last second of the epoch that assumes no further transaction.',
});

export function summary(report: Report): Section {
  const { epoch, pool, opening, closing, shortfalls, evidence } = report;
  const taken = shortfalls.reduce((sum, { shortfallAmount }) => sum + BigInt(shortfallAmount), 0n);
  return {
    id: 'summary',
    title: 'Summary',
    blocks: [
      ...(epoch.head ? [projection(epoch.head)] : []),
      verdict(report),
      {
        kind: 'facts',
        rows: [
          ['Pool', code(pool)],
          ['Epoch', String(epoch.number)],
          ['First second', `${utc(epoch.start)} (${epoch.start})`],
          ['Blackout from', `${utc(epoch.blackoutStart)} (${epoch.blackoutStart})`],
          ['Last second', `${utc(epoch.end - 1)} (${epoch.end - 1})`],
          ['Status', epoch.isClosed ? 'closed' : 'running, not closed'],
          ['Activities', String(evidence.activities)],
          ['Solvency at opening', opening.solvency.state],
          ['Solvency at closing', closing.solvency.state],
          ['Shortfalls', shortfalls.length === 0 ? 'none' : `${shortfalls.length}, of ${usdc(String(taken))} USDC`],
        ],
      },
      {
        kind: 'text',
        text:
          'Times are UTC, unix seconds in parentheses. Amounts show every digit: the last of USDC is one base unit ' +
          '(10^-6), the last of DYDX one base unit (10^-18). Nothing is rounded for display.',
      },
    ],
  };
}
