import { PAGE } from '../plan/context.ts';

/** A list in parts of at most as many as a Graph Node gives at once. */
export function chunksOf<Item>(items: readonly Item[], most = PAGE): (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let i = 0; i < items.length; i += most) chunks.push(items.slice(i, i + most));
  return chunks;
}
