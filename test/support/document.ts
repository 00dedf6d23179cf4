/** The code blocks of a page of the documentation. */
import { readFileSync } from 'node:fs';

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

/** In the order of the page, which is in docs/. */
export function codeBlocks(page: string): CodeBlock[] {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    text: body,
  }));
}
