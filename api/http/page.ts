/** The page at `/`, for people. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const HTML = readFileSync(new URL('./page.html', import.meta.url), 'utf8');

export function page(): string {
  return HTML;
}

/** Only what is written in the page runs in it, it talks only to this server, and no other page can frame it. */
export const PAGE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    `script-src ${hashOf('script')}`,
    `style-src ${hashOf('style')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
} as const;

function hashOf(element: 'script' | 'style'): string {
  const text = new RegExp(`<${element}>([^]*?)</${element}>`).exec(HTML)?.[1] ?? '';
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
