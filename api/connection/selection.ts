/** What a client selected of a connection: the queries for its activities, and the writer of its text. */
import type { GraphQLOutputType, SelectionSetNode } from 'graphql';
import type { Block } from '../block.ts';
import type { LateNode, Sub } from '../plan/late.ts';
import { objectWriter } from '../plan/object-writer.ts';
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

/** One item of a page. */
export interface Edge<Shown extends Page = Page> {
  readonly page: Shown;
  readonly sequence: number;
}

/** Compiles what is selected of the items. */
export type ItemCompiler<Shown extends Page> = (
  type: GraphQLOutputType,
  sets: readonly (SelectionSetNode | undefined)[],
) => (edge: Edge<Shown>) => string;

export function compileSelection(node: LateNode): ConnectionSelection {
  const subs: Sub[] = [];
  const connection = connectionWriter<Page>(node, (_type, sets) => {
    const sub = compileNodes(node.scope, sets);
    subs.push(sub);
    return ({ page, sequence }) => page.node(sub, sequence);
  });
  return { subs, ...connection };
}

/** The writer of a connection, whatever its items are. */
export function connectionWriter<Shown extends Page>(
  { scope, type, sets }: LateNode,
  compileItem: ItemCompiler<Shown>,
): { readonly countsAll: boolean; readonly write: (page: Shown) => string } {
  let countsAll = false;
  const write = objectWriter<Shown>(scope, type, sets, (name, of, inner) => {
    if (name === 'nodes') return listWriter(compileItem(of, inner));
    if (name === 'edges')
      return listWriter(
        objectWriter<Edge<Shown>>(scope, of, inner, (part, item, set) =>
          part === 'cursor' ? ({ page, sequence }) => `"${page.cursor(sequence)}"` : compileItem(item, set),
        ),
      );
    if (name === 'totalCount') {
      countsAll = true;
      return ({ totalCount }) => String(totalCount);
    }
    const value = valueWriter(scope, of, inner);
    return name === 'block' ? ({ block }) => value(block) : (page) => value(pageInfo(page));
  });
  return { countsAll, write };
}

function listWriter<Shown extends Page>(write: (edge: Edge<Shown>) => string): (page: Shown) => string {
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
