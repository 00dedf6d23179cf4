/** Roots that name the same block, in the same words, read one view. */
import { print } from 'graphql';
import type { View, ViewSource } from './plan.ts';

export interface ViewCollector {
  readonly views: View[];
  /** Index of the view of a source; snapshots of equal moments share one. */
  viewOf(source: ViewSource): number;
}

export function viewCollector(prefix: string): ViewCollector {
  const views: View[] = [];
  const byText = new Map<string, number>();
  return {
    views,
    viewOf(source) {
      const { kind, argument } = source;
      const isHead = argument === null || argument.kind === 'NullValue';
      const text = `${kind} ${isHead ? '' : print(argument)}`;
      const known = byText.get(text);
      if (known !== undefined) return known;
      const i = views.length;
      const keys = { meta: `${prefix}meta${i}`, block: `${prefix}block${i}`, pool: `${prefix}pool${i}` };
      views.push({ source, variable: `${prefix}view${i}`, keys, usesPool: false, parts: new Set() });
      byText.set(text, i);
      return i;
    },
  };
}
