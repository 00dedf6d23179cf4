/** How large an operation is once its fragments are written out: a short text can spell out billions of fields. */
import type { FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { ApiError } from '../errors.ts';
import type { Operation } from './operation.ts';

/** Fields and fragments of one operation; far above what a Graph Node answers in time. */
const LARGEST = 50_000;

/** Expects a valid operation: its fragments have no cycles. */
export function checkSize({ definition, fragments }: Operation): void {
  if (sizeOf(definition.selectionSet, fragments, new Map()) > LARGEST)
    throw new ApiError('BAD_USER_INPUT', `The query has more than ${LARGEST} fields: ask for less in one query.`);
}

function sizeOf(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  known: Map<FragmentDefinitionNode, number>,
): number {
  let size = 0;
  for (const selection of set.selections) {
    size++;
    if (selection.kind !== 'FragmentSpread') {
      if (selection.selectionSet) size += sizeOf(selection.selectionSet, fragments, known);
      continue;
    }
    const fragment = fragments.get(selection.name.value);
    if (fragment === undefined) continue;
    const inside = known.get(fragment) ?? sizeOf(fragment.selectionSet, fragments, known);
    known.set(fragment, inside);
    size += inside;
  }
  return size;
}
