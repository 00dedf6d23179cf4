/** What an operation compiles to. A plan holds no state of a request: it is made once and used for all. */
import type { DocumentNode, ValueNode, VariableDefinitionNode } from 'graphql';
import type { Block } from '../block.ts';
import type { ArgumentKind, ContextPart, PoolView } from '../derived/field.ts';
import type { JsonObject } from '../json.ts';
import type { LateResolve, NamedBlock } from './late.ts';

/**
 * Which state a group of roots reads: that of a block argument, of a moment, which may be left out where it is optional,
 * of a block that other arguments name, or one named at run time.
 */
export type ViewSource =
  | { readonly kind: 'block'; readonly argument: ValueNode | null }
  | { readonly kind: 'moment'; readonly argument: ValueNode; readonly optional?: boolean }
  | { readonly kind: 'named'; readonly argument: ValueNode; readonly block: NamedBlock['read'] }
  | { readonly kind: 'pinned'; readonly argument: null };

export interface View {
  readonly source: ViewSource;
  /** Name of the variable, of our own, that names a moment's block upstream. */
  readonly variable: string;
  /** Response keys of what is asked beside the client's roots. */
  readonly keys: { readonly meta: string; readonly block: string; readonly pool: string; readonly state: string };
  /** Whether anything of the pool itself is needed; `parts` says what beyond its row. */
  usesPool: boolean;
  readonly parts: Set<ContextPart>;
  /** Whether the last block with an event is needed, which late fields know the state by. */
  usesState: boolean;
}

/** A step from an object of the upstream data to what it holds: a response key, or a condition on its type. */
export type RowStep = string | { readonly type: string };

/** A late field of an operation. */
export interface LatePart {
  readonly view: number;
  /** The way from the upstream data to the rows that hold it. */
  readonly path: readonly RowStep[];
  readonly resolve: LateResolve;
  /** Its arguments in this request. */
  args(variables: JsonObject): JsonObject;
}

/** One evaluation second: rows of one view whose derived fields name the same `at`. */
export interface Slot {
  readonly view: number;
  readonly at: ValueNode | null;
  /** False for fields that time cannot change. */
  readonly timed: boolean;
}

/** An argument of a derived field, beside `at`. */
export interface ArgumentPlace {
  readonly name: string;
  readonly kind: ArgumentKind;
  /** Null where it is not given, which no valid operation has. */
  readonly value: ValueNode | null;
}

/** What a response is written from, once the Graph Node has answered. */
export interface Fill {
  /** One per slot; null where the pool did not exist yet, and so no row asks for it. */
  readonly slots: readonly (PoolView | null)[];
  readonly arguments: readonly bigint[];
  readonly snapshots: readonly (SnapshotValue | null)[];
  /** Whether these rows were written from before and are kept: only then is it worth to keep texts with them. */
  readonly reread: boolean;
  /** Answers of roots that the Graph Node is not asked: introspection and those of no block. */
  readonly local: JsonObject;
  /** Texts of late fields, by part and row. */
  readonly late: readonly ReadonlyMap<JsonObject, string>[];
}

/** A snapshot's own values, by view. */
export interface SnapshotValue {
  readonly timestamp: bigint | null;
  readonly block: Block;
}

/** Writes one value of the response as JSON text. `row` is what holds it. */
export type Writer = (row: JsonObject, fill: Fill) => string;

interface PlanBase {
  /** Distinguishes plans in cache keys. */
  readonly id: number;
  readonly views: readonly View[];
  readonly variableDefinitions: readonly VariableDefinitionNode[];
}

/** Nothing to derive: the client's own query goes upstream and the text of the answer comes back. */
export interface PlainPlan extends PlanBase {
  readonly kind: 'plain';
  readonly query: string;
  /** The same with the time of the newest block. */
  readonly datedQuery: string;
  /** Begins the part of the answer that is ours. */
  readonly marker: string;
  /** Names of the roots in that part. */
  readonly ownKeys: ReadonlySet<string>;
}

export interface DerivedPlan extends PlanBase {
  readonly kind: 'derived';
  /** Upstream document without and with the pool's own state and the time of the newest block. */
  readonly rowsQuery: string;
  readonly fullQuery: string;
  /** Client's variables that the upstream document uses. */
  readonly usedVariables: readonly string[];
  readonly slots: readonly Slot[];
  readonly arguments: readonly ArgumentPlace[];
  readonly late: readonly LatePart[];
  /** Response key of a row's type, where only it tells. */
  readonly typeKey: string;
  /** Introspection and roots of no block beside others; null where there are none. */
  readonly local: DocumentNode | null;
  /** Whether roots of no block are among them, whose answers change while the block stands. */
  readonly hasOwn: boolean;
  /** Writes the whole `data` from the upstream data. */
  readonly write: Writer;
}

/** Only introspection, roots of no block and `__typename`: answered here. */
export interface LocalPlan extends PlanBase {
  readonly kind: 'local';
  readonly document: DocumentNode;
}

export type Plan = PlainPlan | DerivedPlan | LocalPlan;
