/**
 * Bounds on the shape of a document, before anything is done with it: what validating costs grows with the square of
 * fields that share a response key, and a short text can spell out billions of fields. Fragments may have cycles here.
 */
import type { DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';
import { ApiError } from '../errors.ts';
import type { OperationLimits } from './limits.ts';

/** Fields and fragments of all definitions, fragments written out; far above what a Graph Node answers in time. */
const LARGEST = 200_000;
/** Fields of one response key in one place: they are compared with each other. */
const MOST_ALIKE = 100;

/** Throws QUERY_TOO_LARGE, naming the limit that is exceeded and its setting. */
export function checkShape(document: DocumentNode, limits: OperationLimits): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === 'FragmentDefinition') fragments.set(node.name.value, node);
  const walk = walker(fragments, limits);
  for (const node of document.definitions) if ('selectionSet' in node) walk(node.selectionSet, 'operation' in node);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function walker(fragments: Fragments, limits: OperationLimits): (set: SelectionSetNode, isOperation: boolean) => void {
  let [all, aliases, directives] = [0, 0, 0];
  /** Fragments that the way to here goes through: in a cycle the same would come again and again. */
  const within = new Set<string>();

  function step(node: SelectionNode): void {
    if (++all > LARGEST) throw tooLarge(`more than ${LARGEST} fields`);
    directives += node.directives?.length ?? 0;
    if (directives > limits.maxDirectives)
      throw tooLarge(`more than ${limits.maxDirectives} directives`, 'maxDirectives');
    if (node.kind === 'Field' && node.alias && ++aliases > limits.maxAliases)
      throw tooLarge(`more than ${limits.maxAliases} aliases`, 'maxAliases');
  }

  /** Selections by response key; what fragments add is where they stand. */
  function collect(set: SelectionSetNode, into: Map<string, SelectionSetNode[]>, counts: Map<string, number>): void {
    for (const node of set.selections) {
      step(node);
      if (node.kind === 'Field') {
        const key = (node.alias ?? node.name).value;
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        if (count > MOST_ALIKE) throw tooLarge(`more than ${MOST_ALIKE} fields called ${key} in one place`);
        if (!node.selectionSet) continue;
        const sets = into.get(key);
        if (sets) sets.push(node.selectionSet);
        else into.set(key, [node.selectionSet]);
      } else if (node.kind === 'InlineFragment') collect(node.selectionSet, into, counts);
      else {
        const name = node.name.value;
        const fragment = fragments.get(name);
        if (fragment === undefined || within.has(name)) continue;
        within.add(name);
        collect(fragment.selectionSet, into, counts);
        within.delete(name);
      }
    }
  }

  function level(sets: readonly SelectionSetNode[], depth: number, isOperation: boolean): void {
    if (depth > limits.maxDepth) throw tooLarge(`more than ${limits.maxDepth} levels`, 'maxDepth');
    const inside = new Map<string, SelectionSetNode[]>();
    const counts = new Map<string, number>();
    for (const set of sets) collect(set, inside, counts);
    if (isOperation && depth === 1 && counts.size > limits.maxRootFields)
      throw tooLarge(`more than ${limits.maxRootFields} fields of Query`, 'maxRootFields');
    for (const merged of inside.values()) level(merged, depth + 1, isOperation);
  }

  return (set, isOperation) => {
    [aliases, directives] = [0, 0];
    level([set], 1, isOperation);
  };
}

function tooLarge(what: string, setting?: keyof OperationLimits): ApiError {
  const named = setting === undefined ? '' : ` (the setting ${setting})`;
  return new ApiError('QUERY_TOO_LARGE', `The query has ${what}${named}: ask for less in one query.`);
}
