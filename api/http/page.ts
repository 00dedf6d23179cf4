/** The page at `/`, for people. */
import { readFileSync } from 'node:fs';

const HTML = readFileSync(new URL('./page.html', import.meta.url), 'utf8');

export function page(): string {
  return HTML;
}
