/** What a client selected of a connection: the queries for its activities, and the writer of its text. */
import type { Block } from '../block.ts';
import type { LateNode, LateScope, Sub } from '../plan/late.ts';
import { type FieldCompiler, objectWriter } from '../plan/object-writer.ts';
import { valueWriter } from '../plan/values.ts';
import { compileNodes } from './nodes.ts';
import type { Places } from './places.ts';

/** What one connection is written from. */
export interface Page extends Places {
  readonly block: Block;
  /** Null where it was not asked for. */
  readonly totalCount: number | null;
  cursor(sequence: number): string;
  /** JSON text of an activity as one of the selections has it. */
  node(selection: Sub, sequence: number): string;
}

export interface ConnectionSelection {
  /** One query for each place where activities are selected. */
  readonly subs: readonly Sub[];
  readonly countsAll: boolean;
  readonly write: (page: Page) => string;
}

/** One activity of a page. */
interface Edge {
  readonly page: Page;
  readonly sequence: number;
}

export function compileSelection({ scope, type, sets }: LateNode): ConnectionSelection {
  const subs: Sub[] = [];
  let countsAll = false;
  const write = objectWriter<Page>(scope, type, sets, (name, of, inner) => {
    if (name === 'nodes') return listWriter(nodeWriter(scope, inner, subs));
    if (name === 'edges')
      return listWriter(
        objectWriter<Edge>(scope, of, inner, (part, _type, set) =>
          part === 'cursor' ? ({ page, sequence }) => `"${page.cursor(sequence)}"` : nodeWriter(scope, set, subs),
        ),
      );
    if (name === 'totalCount') {
      countsAll = true;
      return ({ totalCount }) => String(totalCount);
    }
    const value = valueWriter(scope, of, inner);
    return name === 'block' ? ({ block }) => value(block) : (page) => value(pageInfo(page));
  });
  return { subs, countsAll, write };
}

function nodeWriter(scope: LateScope, sets: Parameters<FieldCompiler<Edge>>[2], subs: Sub[]): (edge: Edge) => string {
  const sub = compileNodes(scope, sets);
  subs.push(sub);
  return ({ page, sequence }) => page.node(sub, sequence);
}

function listWriter(write: (edge: Edge) => string): (page: Page) => string {
  return (page) => `[${page.sequences.map((sequence) => write({ page, sequence })).join(',')}]`;
}

function pageInfo({ sequences, hasNext, hasPrevious, cursor }: Page) {
  const [start, end] = [sequences[0], sequences.at(-1)];
  return {
    hasNextPage: hasNext,
    hasPreviousPage: hasPrevious,
    startCursor: start === undefined ? null : cursor(start),
    endCursor: end === undefined ? null : cursor(end),
  };
}
