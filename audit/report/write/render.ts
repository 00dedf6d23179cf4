/** A report as text in one of its forms. The same report gives the same text. */
import type { Format } from '../options.ts';
import type { Report } from '../shape.ts';
import { compose } from './compose.ts';
import { htmlOf } from './html.ts';
import { markdownOf } from './markdown.ts';

export async function render(report: Report, format: Format): Promise<string> {
  if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
  return format === 'md' ? markdownOf(compose(report)) : htmlOf(compose(report));
}
