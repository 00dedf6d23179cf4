/** What compiling an operation carries along. */
import type { EmitScope } from './emit.ts';
import type { LateFields, LateScope } from './late.ts';
import type { ArgumentPlace, LatePart, Slot, View } from './plan.ts';

/** What compiling one operation gathers. */
export interface FillScope extends EmitScope, LateScope {
  readonly views: readonly View[];
  readonly slots: Slot[];
  readonly arguments: ArgumentPlace[];
  readonly lateFields: LateFields;
  readonly late: LatePart[];
}
