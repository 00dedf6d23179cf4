/** A document as Markdown that GitHub renders: pipe tables, no pictures. */
import type { Block, Cell, Document } from './document.ts';

/** Characters that would mean something. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>|#~&]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

function inline(cell: Cell): string {
  if (typeof cell === 'string') return escaped(cell);
  if (cell.form === 'strong') return cell.text === '' ? '' : `**${escaped(cell.text)}**`;
  return fenced(cell.text);
}

/** Code with a fence longer than any in it; nothing else is special inside but the pipe of a table. */
function fenced(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')}${pad}${fence}`;
}

const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));

const row = (cells: readonly Cell[]): string => `| ${cells.map(inline).join(' | ')} |`;

function block(part: Block): string {
  switch (part.kind) {
    case 'text':
      return part.isWarning ? `> **${escaped(part.text)}**` : escaped(part.text);
    case 'facts':
      return ['| | |', '|---|---|', ...part.rows.map(([name, value]) => row([name, value]))].join('\n');
    case 'table': {
      const rule = part.columns.map(({ isNumber }) => (isNumber ? '---:' : '---'));
      const foot = (part.foot ?? []).map((cells) =>
        cells.map((cell) => (typeof cell === 'string' ? strong(cell) : cell)),
      );
      return [
        `*${escaped(part.caption)}*`,
        '',
        row(part.columns.map(({ title }) => title)),
        `|${rule.join('|')}|`,
        ...[...part.rows, ...foot].map(row),
      ].join('\n');
    }
    case 'list':
      return part.items.map((item) => `- ${escaped(item)}`).join('\n');
    case 'chart':
      return '';
    case 'listing': {
      const fence = '`'.repeat(Math.max(3, longestRun(part.text) + 1));
      return `${escaped(part.title)}:\n\n${fence}${part.language}\n${part.text}\n${fence}`;
    }
    case 'signature':
      return ['| | |', '|---|---|', ...part.lines.map((line) => row([line, '\u00a0'.repeat(40)]))].join('\n');
  }
}

const strong = (text: string): Cell => ({ text, form: 'strong' });

export function markdownOf({ title, sections }: Document): string {
  const parts = sections.flatMap(({ title: heading, blocks }) => [`## ${escaped(heading)}`, ...blocks.map(block)]);
  return `${[`# ${escaped(title)}`, ...parts].filter((part) => part !== '').join('\n\n')}\n`;
}
