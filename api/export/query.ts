/** The query of a dataset: its columns as a selection, at a block whose state the answer proves. */
import {
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  parse,
} from 'graphql';
import type { Column } from './column.ts';
import type { Dataset } from './dataset.ts';

/**
 * Root that has a row only in the state named: `$state` is the hash of its last block with an event. It is in the query
 * for another reason too: a Graph Node keeps answers by block number, and gives them still after a reorganisation.
 */
export const PROOF = 'proof: block(id: $state, block: $block) { id }';
/** Variables of every query of an export. */
export const PINNED = '$block: Block_height! $state: ID!';

interface Tree extends Map<string, Tree> {}

/** A query with the roots `rows` and `proof`. Parsed once: a plan is kept with the document. */
export function compileQuery(schema: GraphQLSchema, dataset: Dataset, columns: readonly Column[]): DocumentNode {
  const type = schema.getType(dataset.rowType) as GraphQLNamedType;
  const { variables, root, needs, isConnection } = dataset.source;
  const row = `{ ${needs} ${select(schema, type, columns)} }`;
  const selection = isConnection ? `{ edges { cursor node ${row} } }` : row;
  return parse(`query(${variables} ${PINNED}) { rows: ${root} ${selection} ${PROOF} }`);
}

function select(schema: GraphQLSchema, type: GraphQLNamedType, columns: readonly Column[]): string {
  if (!isInterfaceType(type)) return write(type, treeOf(columns));
  const common = columns.filter(({ path }) => path[0] === '__typename' || type.getFields()[path[0] ?? '']);
  const parts = schema.getPossibleTypes(type).map((each) => {
    const own = columns.filter(({ path, only }) => each.getFields()[path[0] ?? ''] && (only?.has(each.name) ?? true));
    const rest = own.filter((column) => !common.includes(column));
    return rest.length === 0 ? '' : `... on ${each.name} { ${write(each, treeOf(rest))} }`;
  });
  return `${write(type, treeOf(common))} ${parts.join(' ')}`;
}

function treeOf(columns: readonly Column[]): Tree {
  const tree: Tree = new Map();
  for (const { path } of columns) {
    let place = tree;
    for (const name of path) {
      const below: Tree = place.get(name) ?? new Map();
      place.set(name, below);
      place = below;
    }
  }
  return tree;
}

function write(type: GraphQLNamedType, tree: Tree): string {
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return [...tree]
    .map(([name, below]) => {
      const inner = fields[name] && getNamedType(fields[name].type);
      if (!inner || isLeafType(inner)) return name;
      // A column that is an object as a whole has all its own values.
      return `${name} { ${below.size > 0 ? write(inner, below) : leavesOf(inner).join(' ')} }`;
    })
    .join(' ');
}

function leavesOf(type: GraphQLNamedType): string[] {
  if (!isObjectType(type)) return [];
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map(({ name }) => name);
}
