/** What was checked, and what a reader needs to check it again. */
import type { BlockRef, Report } from '../../shape.ts';
import type { Proof } from '../../shape-evidence.ts';
import { utc } from '../../utc.ts';
import { type Block, type Cell, code, columns, type Section, yesNo } from '../document.ts';

export function checks({ checks: rows }: Report): Section {
  const findings = (kind: 'faults' | 'remarks', word: string): Block[] => {
    const items = rows.flatMap((row) => row[kind].map((text) => `${row.id}: ${text}`));
    return items.length === 0
      ? []
      : [
          { kind: 'text', text: word },
          { kind: 'list', items },
        ];
  };
  return {
    id: 'checks',
    title: 'Checks',
    blocks: [
      {
        kind: 'table',
        caption: "Those of this report's tables, and those of npm run verify at the closing",
        columns: columns(['Check', 'Holds', 'What it says', 'Figures'], ['Compared', 'Faults']),
        rows: rows.map((row) => [
          code(row.id),
          row.holds ? 'yes' : 'NO',
          row.meaning,
          Object.entries(row.figures)
            .map(([name, value]) => `${name}: ${value}`)
            .join('; '),
          String(row.compared),
          String(row.faultCount),
        ]),
      },
      ...findings('faults', 'Faults:'),
      ...findings('remarks', 'Worth knowing:'),
    ],
  };
}

const block = (name: string, { number, hash, timestamp }: BlockRef): [string, Cell] => [
  name,
  code(`${number} ${hash} (${utc(timestamp)})`),
];

function proofRows(proof: Proof): [string, Cell][] {
  if (!proof.asked) return [['Proof of indexing', 'not asked: give the index node with --index-node']];
  return [
    ['Proof of indexing', code(proof.proofOfIndexing)],
    ['of block', code(`${proof.blockNumber} ${proof.blockHash}`)],
    ['Graph Node', `${proof.graphNodeVersion} (${proof.graphNodeCommit})`],
  ];
}

export function evidence({ evidence: sheet, epoch, opening, closing, uncertainStakers, format }: Report): Section {
  const deletions: Block = sheet.callsIndexed
    ? { kind: 'text', text: 'Calls that log nothing (failsafeDeleteUserInactiveBalance) are indexed and counted.' }
    : {
        kind: 'text',
        text:
          'Calls that log nothing (failsafeDeleteUserInactiveBalance) are not indexed; the inactive balance and debt of ' +
          `${uncertainStakers.length} accounts would be less if they had made one.`,
      };
  return {
    id: 'evidence',
    title: 'Evidence',
    blocks: [
      {
        kind: 'facts',
        rows: [
          block('State at opening: block', opening.block),
          block('State at closing: block', closing.block),
          ...(epoch.head ? [block('Indexed head: block', epoch.head)] : []),
          ['First activity', `sequence ${sheet.firstSequence}`],
          ['Activities', String(sheet.activities)],
          ['Discrepancies recorded', String(closing.discrepancyCount)],
          ['Calls indexed', yesNo(sheet.callsIndexed)],
          ...proofRows(sheet.proof),
          ['Deployment', code(sheet.deployment)],
          ['Schema version', sheet.schemaVersion ?? 'not told by the API'],
          ['Made by', `dydx-liquidity-index ${sheet.packageVersion}, format ${format}`],
        ],
      },
      {
        kind: 'text',
        text:
          'The blocks are the last ones, before the epoch and in it, in which something happened; their state was rolled ' +
          'forward to the first and to the last second. Lists were read in pages of 1,000; only the first page is shown.',
      },
      deletions,
      ...sheet.queries.map(({ name, query, variables }): Block => {
        const title = `Query ${name}, with ${variables.map((each) => JSON.stringify(each)).join(' and ')}`;
        return { kind: 'listing', title, language: 'graphql', text: query };
      }),
    ],
  };
}

export function signature(): Section {
  return {
    id: 'signature',
    title: 'Signature',
    blocks: [{ kind: 'signature', lines: ['Name', 'Date', 'Signature'] }],
  };
}
