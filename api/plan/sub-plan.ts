/** Sub-operations once they are compiled. */
import type { JsonObject } from '../json.ts';
import type { Sub } from './late.ts';
import type { DerivedPlan, Writer } from './plan.ts';

export interface SubPlan extends DerivedPlan {
  /** Response key of the root; none for a snapshot, whose parts are roots. */
  readonly rootKey: string;
  /** Writes the root's value from the upstream data. */
  readonly writeRoot: Writer;
  /** Writes one row of the root. */
  readonly writeRow: Writer;
  /** Name of the variable that holds an argument. */
  argument(name: string): string;
}

/** Compiled when it is first run: much of what a query could need is never asked for. */
export class CompiledSub implements Sub {
  readonly #compile: () => SubPlan;
  readonly #prefix: string;
  #plan: SubPlan | undefined;

  constructor(prefix: string, compile: () => SubPlan) {
    this.#prefix = prefix;
    this.#compile = compile;
  }

  key(storedField: string): string {
    return `${this.#prefix}${storedField}`;
  }

  get plan(): SubPlan {
    this.#plan ??= this.#compile();
    return this.#plan;
  }
}

export function planOf(sub: Sub): SubPlan {
  if (!(sub instanceof CompiledSub)) throw new Error('a sub-operation that no scope made');
  return sub.plan;
}

/** Variables of a run: the client's, and the arguments under names of ours. */
export function subVariables(plan: SubPlan, given: JsonObject, args: JsonObject): JsonObject {
  const own = Object.entries(args).map(([name, value]) => [plan.argument(name), value] as const);
  return { ...given, ...Object.fromEntries(own) };
}
