/** Late fields of an answer: their rows gathered, their values asked for, each at the state of its view. */
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { LateRequest, Pin, SubRows } from '../plan/late.ts';
import type { DerivedPlan, LatePart, RowStep } from '../plan/plan.ts';
import { planOf, type SubPlan, subVariables } from '../plan/sub-plan.ts';
import { readArguments } from './arguments.ts';
import { viewedPin } from './late-pins.ts';
import type { LateSession } from './late-session.ts';
import { ofPin, readAt } from './pinned.ts';
import { objects } from './pool-context.ts';
import { fetchRows, type Rows } from './rows.ts';
import { fillSlots, type ViewState } from './slots.ts';

/** What writing a plan's answer needs, late fields included. `views` are the plan's, `pins` the states they show. */
export async function resolveLate(
  session: LateSession,
  plan: DerivedPlan,
  data: JsonObject,
  pins: readonly Pin[],
  variables: JsonObject,
): Promise<ReadonlyMap<JsonObject, string>[]> {
  return Promise.all(
    plan.late.map(async (part) => {
      const rows = rowsAt(data, part.path, plan.typeKey);
      if (rows.length === 0) return new Map<JsonObject, string>();
      session.spend(rows.length);
      const texts = await part.resolve(rows, requestFor(session, part, pins[part.view] as Pin, variables));
      return new Map(rows.map((row, i) => [row, texts[i] as string]));
    }),
  );
}

/** The objects at the end of a path. */
function rowsAt(data: JsonObject, path: readonly RowStep[], typeKey: string): readonly JsonObject[] {
  let rows: readonly JsonObject[] = [data];
  for (const step of path)
    rows =
      typeof step === 'string'
        ? rows.flatMap((row) => objectsIn(row[step]))
        : rows.filter((row) => row[typeKey] === step.type);
  // Rows made here may share what they link to.
  return [...new Set(rows)];
}

function objectsIn(value: Json | undefined): readonly JsonObject[] {
  return isJsonObject(value) ? [value] : objects(value);
}

function requestFor(session: LateSession, part: LatePart, view: Pin, variables: JsonObject): LateRequest {
  const { gateway, call } = session;
  async function fetch(plan: SubPlan, pin: Pin, args: JsonObject): Promise<Answered> {
    const asked = { variables: subVariables(plan, call.variables, args), signal: call.signal };
    const targets = [{ kind: 'pinned', pin } as const];
    const given = readArguments(plan.arguments, asked.variables);
    return {
      plan,
      asked,
      given,
      rows: await ofPin(fetchRows(gateway, plan, targets, asked, gateway.tracker.current())),
    };
  }
  async function prepare({ plan, asked, given, rows }: Answered, pin: Pin, data: JsonObject) {
    const late = await resolveLate(session, plan, data, [pin], asked.variables);
    const state: ViewState = { block: pin.block, defaultAt: pin.at, context: rows.pools[0] ?? null };
    return {
      slots: fillSlots(plan.slots, [state], asked.variables),
      arguments: given,
      reread: rows.reread,
      snapshots: [{ block: pin.block, timestamp: pin.at }],
      local: {},
      late,
    };
  }
  return {
    pin: view,
    args: part.args(variables),
    async run(sub, pin, args = {}) {
      const answered = await fetch(planOf(sub), pin, args);
      const { data } = answered.rows;
      return answered.plan.writeRoot(data, await prepare(answered, pin, data));
    },
    async rows(sub, pin, args = {}) {
      const answered = await fetch(planOf(sub), pin, args);
      return { pin, list: objectsIn(answered.rows.data[answered.plan.rootKey]), rest: answered };
    },
    async write(sub, { pin, rest }: SubRows, rows) {
      const answered = rest as Answered;
      const plan = planOf(sub);
      const fill = await prepare(answered, pin, { ...answered.rows.data, [plan.rootKey]: rows });
      return rows.map((row) => plan.writeRow(row, fill));
    },
    read: (query, given, pin = view) => readAt(gateway.upstream, pin, query, given, call.signal),
    once: session.once,
    tree: (root) => gateway.trees.of(root),
    pinAt: (number, at) => viewedPin(session, view, number, at),
    spend: session.spend,
  };
}

interface Answered {
  readonly plan: SubPlan;
  readonly asked: { readonly variables: JsonObject; readonly signal: AbortSignal | undefined };
  /** Arguments of derived fields. */
  readonly given: readonly bigint[];
  readonly rows: Rows;
}
