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
      const optional = source.kind === 'moment' && source.optional ? '?' : '';
      const isHead = argument === null || argument.kind === 'NullValue';
      const text = `${kind}${optional} ${isHead ? '' : print(argument)}`;
      const known = byText.get(text);
      if (known !== undefined) return known;
      byText.set(text, views.length);
      return views.push(newView(source, prefix, views.length)) - 1;
    },
  };
}

/** The one view of a sub-operation: whatever a root of it names, it reads the state that is given at run time. */
export function pinnedView(prefix: string): ViewCollector {
  return { views: [newView({ kind: 'pinned', argument: null }, prefix, 0)], viewOf: () => 0 };
}

function newView(source: ViewSource, prefix: string, i: number): View {
  const key = (name: string): string => `${prefix}${name}${i}`;
  const keys = { meta: key('meta'), block: key('block'), pool: key('pool'), state: key('state') };
  return { source, variable: key('view'), keys, usesPool: false, parts: new Set(), usesState: false };
}
