/**
 * Late fields: what needs further upstream queries once the rows that hold it are known. This file says what such a
 * field is and what it may use; the fields themselves are in api/late, and api/execute/late.ts runs them.
 */
import type { FieldNode, GraphQLOutputType, SelectionSetNode } from 'graphql';
import type { Block } from '../block.ts';
import type { Need } from '../derived/field.ts';
import type { NamedRoot, RewardsTree } from '../domain/distributor/rewards-tree.ts';
import type { JsonObject } from '../json.ts';
import type { Scope } from './collect.ts';

/** A state of the index, named so that it is known again: every later query is checked to have read the same. */
export interface Pin {
  /** Block to read at. */
  readonly block: Block;
  /** Hash of the last block in which something was recorded, at or before `block`: it decides the whole state. */
  readonly state: string | null;
  /** Unix second at which derived fields are evaluated; null where it is not known. */
  readonly at: bigint | null;
}

/** A field of an object type or of Query. */
export interface LateField {
  /** Stored fields of the row that it reads, by `node.key`. */
  readonly needs: readonly string[];
  /** Of a field of Query: where arguments other than `block` name the block it reads. */
  readonly block?: NamedBlock;
  /** Of a field of Query: the argument that names the moment it reads, as that of a snapshot does. */
  readonly moment?: string;
  /** Whether it is late where these nodes ask for it; otherwise it is stored. Without this it always is late. */
  when?(node: LateNode): boolean;
  /** Called once for each place in an operation; what it returns is called once per request, with all rows. */
  compile(node: LateNode): LateResolve;
}

/** A block named by arguments: as one may carry it. */
export interface NamedBlock {
  readonly arguments: readonly string[];
  /** Its number by the values of those that are given; null for the newest one. What is wrong with them is thrown. */
  read(values: JsonObject): number | null;
}

/** A late field where an operation asks for it. */
export interface LateNode {
  readonly scope: LateScope;
  readonly type: GraphQLOutputType;
  /** The field's nodes, merged under one response key, and their selections. */
  readonly nodes: readonly FieldNode[];
  readonly sets: readonly (SelectionSetNode | undefined)[];
  /** Response key of a stored field that is in `needs`. */
  key(storedField: string): string;
}

/** What a late field compiles its selection with: `collectFields` and `valueWriter` take it too. */
export interface LateScope extends Scope {
  /** Begins every response key that the client did not choose. */
  readonly prefix: string;
  /** What a derived or late field reads; null where the field is stored. */
  needsOf(typeName: string, fieldName: string): readonly Need[] | null;
  /** A query of our own with the client's selection, compiled when it is first run and kept with the plan. */
  sub(spec: SubSpec): Sub;
}

export interface SubSpec {
  /** Root field of Query: one of the Graph Node's, or `snapshot`, which then is at the moment of its pin. */
  readonly root: string;
  /** Names of the root's arguments that get values at run time; `block` is not among them. */
  readonly args: readonly string[];
  /** The client's selections, or one of our own by `selectionOf`. */
  readonly sets: readonly (SelectionSetNode | undefined)[];
  /** Stored fields of the root's rows that are read beside them, by `Sub.key`. */
  readonly needs?: readonly string[];
}

/** A sub-operation: a query of our own that carries what a client selected, run at a state named at run time. */
export interface Sub {
  /** Response key of a stored field that is in `needs`. */
  key(storedField: string): string;
}

/** The values as JSON text, one for each row in their order. The only row of a field of Query is the response. */
export type LateResolve = (rows: readonly JsonObject[], request: LateRequest) => Promise<readonly string[]>;

/** What a late field works with while a request is answered. Everything it reads is checked to be of one state. */
export interface LateRequest {
  /** The block of the root's view, or the moment of its snapshot: values come from this state and no later event. */
  readonly pin: Pin;
  /** Arguments of the field: variables filled in, defaults applied, values unchecked. */
  readonly args: JsonObject;
  /** JSON text of the sub-operation's root at that state. `args` are the root's arguments. */
  run(sub: Sub, pin: Pin, args?: JsonObject): Promise<string>;
  /** Rows of the sub-operation's root, as they come; at most as many as a Graph Node gives at once. */
  rows(sub: Sub, pin: Pin, args?: JsonObject): Promise<SubRows>;
  /** JSON text of each row. `rows` may be those of several answers of one state, and made here in the same shape. */
  write(sub: Sub, answer: SubRows, rows: readonly JsonObject[]): Promise<readonly string[]>;
  /** Data of an upstream query that declares `$block: Block_height` and has the root `STATE`. */
  read(query: string, variables: JsonObject, pin?: Pin): Promise<JsonObject>;
  /** A value that the state alone decides: made once, kept under its name for as long as there is room. */
  once<Value>(name: string, pin: Pin, make: () => Promise<Value>): Promise<Value>;
  /** The tree of a root, checked; where there is none to answer from an ApiError. */
  tree(root: NamedRoot): Promise<RewardsTree>;
  /** The state at a block number up to that of `pin`, evaluated at the second `at`. */
  pinAt(number: number, at: bigint | null): Promise<Pin>;
  /** Counts values made here; too many are an error, so that a short query cannot grow without bound. */
  spend(values: number): void;
}

/** An answer to a sub-operation before it is written. */
export interface SubRows {
  readonly pin: Pin;
  readonly list: readonly JsonObject[];
  /** What writing needs beside the rows. */
  readonly rest: unknown;
}

/** Every late field by type and name. */
export type LateFields = Readonly<Record<string, Readonly<Record<string, LateField>> | undefined>>;

/** The late field of that name; null where the field is none. */
export function lateField(fields: LateFields, typeName: string, fieldName: string): LateField | null {
  const ofType = Object.hasOwn(fields, typeName) ? fields[typeName] : undefined;
  return ofType !== undefined && Object.hasOwn(ofType, fieldName) ? (ofType[fieldName] ?? null) : null;
}
