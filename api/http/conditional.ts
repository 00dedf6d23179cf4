/** What HTTP caches are told of an answer: whether it changed, and for how long it need not be asked for again. */
import { createHash } from 'node:crypto';
import type { Answer, Lifetime } from '../execute/answer.ts';

/** A day: a later release may say more of an old block, and what a browser keeps cannot be recalled. */
const FINAL_SECONDS = 86_400;

const tags = new WeakMap<Answer, string>();

/**
 * Strong: equal tags mean equal bytes, whichever gateway gave them. The type and its encoding are part of it, for a
 * tag must tell apart what is equal but for its headers.
 */
export function entityTag(answer: Answer, contentType: string, isCompressed = false): string {
  let tag = tags.get(answer);
  if (tag === undefined) {
    tag = createHash('sha256').update(answer.bytes).digest('base64url').slice(0, 27);
    tags.set(answer, tag);
  }
  const type = contentType.startsWith('application/json') ? '' : '-r';
  return `"${tag}${type}${isCompressed ? '-g' : ''}"`;
}

/** Whether `If-None-Match` names the tag. A cache that changes the encoding makes a tag weak: that is the same answer. */
export function namesTag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((each) => {
    const named = each.trim();
    return named === '*' || named.replace(/^W\//, '') === tag;
  });
}

/** `isShared`: whether any cache may keep it, as nobody needs a key to ask. */
export function cacheControl(lifetime: Lifetime, isShared: boolean): string {
  if (lifetime === 'unsure') return 'no-store';
  const who = isShared ? 'public' : 'private';
  return lifetime === 'final' ? `${who}, max-age=${FINAL_SECONDS}, immutable` : `${who}, max-age=0, must-revalidate`;
}
