/** A root field while an operation is compiled. */
import type { View, Writer } from './plan.ts';
import type { FillScope } from './scope.ts';
import type { ViewCollector } from './views.ts';

/** What compiling one root gives: the upstream roots it needs and the writer of its value. */
export interface Root {
  readonly upstream: readonly string[];
  readonly write: Writer;
}

export interface RootScope extends FillScope, ViewCollector {
  readonly views: View[];
  /** Parts of snapshots so far, for the response keys of their upstream roots. */
  readonly parts: { count: number };
}
