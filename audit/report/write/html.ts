/** A document as one HTML file that needs nothing else: no script, no font, no network. */
import type { Block, Cell, Document } from './document.ts';
import { STYLE } from './style.ts';
import { svgOf } from './svg.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

function inline(cell: Cell): string {
  if (typeof cell === 'string') return escaped(cell);
  return cell.form === 'strong' ? `<strong>${escaped(cell.text)}</strong>` : `<code>${escaped(cell.text)}</code>`;
}

/** With more columns than that a table needs smaller type on paper. */
const MANY = 6;

type Table = Extract<Block, { kind: 'table' }>;

function table({ caption, columns, rows, foot = [] }: Table): string {
  const kind = (index: number) => (columns[index]?.isNumber ? ' class="number"' : '');
  const line = (cells: readonly Cell[]) =>
    `<tr>${cells.map((cell, index) => `<td${kind(index)}>${inline(cell)}</td>`).join('')}</tr>`;
  const heads = columns.map(({ title }, index) => `<th scope="col"${kind(index)}>${escaped(title)}</th>`).join('');
  const last = foot.length > 0 ? `<tbody class="foot">${foot.map(line).join('\n')}</tbody>` : '';
  const size = columns.length > MANY ? ' class="many"' : '';
  return `<div class="wide"><table${size}><caption>${escaped(caption)}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>${rows.map(line).join('\n')}</tbody>${last}</table></div>`;
}

const facts = (rows: readonly (readonly [string, Cell])[]): string =>
  `<dl>${rows.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${inline(value)}</dd></div>`).join('\n')}</dl>`;

async function block(part: Block): Promise<string> {
  switch (part.kind) {
    case 'text':
      return `<p${part.isWarning ? ' class="warning" role="note"' : ''}>${escaped(part.text)}</p>`;
    case 'facts':
      return facts(part.rows);
    case 'table':
      return table(part);
    case 'list':
      return `<ul>${part.items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}</ul>`;
    case 'chart': {
      const { title, description } = part.chart;
      const svg = await svgOf(part.chart, part.id, escaped);
      return `<figure>${svg}<figcaption><strong>${escaped(title)}.</strong> ${escaped(description)}</figcaption></figure>`;
    }
    case 'listing':
      return `<h3>${escaped(part.title)}</h3><pre><code>${escaped(part.text)}</code></pre>`;
    case 'signature':
      return `<div class="signature">${part.lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`;
  }
}

export async function htmlOf({ title, sections }: Document): Promise<string> {
  const parts: string[] = [];
  for (const { id, title: heading, blocks } of sections) {
    const inner: string[] = [];
    for (const part of blocks) inner.push(await block(part));
    parts.push(`<section id="${escaped(id)}">\n<h2>${escaped(heading)}</h2>\n${inner.join('\n')}\n</section>`);
  }
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>
${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${parts.join('\n')}
</main>
</body>
</html>
`;
}
