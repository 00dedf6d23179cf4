/** A query with derived fields: one upstream query for its rows, the rest computed here. */
import type { Block, Head } from '../block.ts';
import type { JsonObject } from '../json.ts';
import { metrics } from '../metrics.ts';
import type { Pin } from '../plan/late.ts';
import type { DerivedPlan } from '../plan/plan.ts';
import { traced } from '../trace.ts';
import { type Answer, keptBytes } from './answer.ts';
import { readArguments } from './arguments.ts';
import { writeErrors } from './errors-beside-data.ts';
import type { Call, Gateway } from './gateway.ts';
import { resolveLate } from './late.ts';
import { inLateSession } from './late-session.ts';
import { answerLocally } from './local.ts';
import { beforeStart, knownMoment, type Moment, type MomentInput, readMomentInput, resolveMoment } from './moment.ts';
import { stateOf } from './pinned.ts';
import type { Question } from './question.ts';
import { fetchRows, type Rows } from './rows.ts';
import { fillSlots, type ViewState } from './slots.ts';
import { answerKey, lifetimeOf, standingHead } from './standing.ts';
import { ofOneState, StateMoved } from './state-moved.ts';
import { blockTarget, type Target } from './target.ts';
import { writeExtensions } from './viewed.ts';

export function knownDerived(
  gateway: Gateway,
  plan: DerivedPlan,
  { variables, key: question }: Pick<Question, 'variables' | 'key'>,
  head: Head | null,
): Answer | undefined {
  if (plan.hasOwn) return undefined;
  const moments: (Moment | null)[] = [];
  for (const input of momentInputs(plan, variables)) {
    const moment = input && knownMoment(gateway, input, head);
    if (moment === undefined) return undefined;
    moments.push(moment);
  }
  const key = answerKey(gateway, named(question, moments), targetsOf(plan, moments, variables), head);
  return key === null ? undefined : gateway.responses.get(key);
}

/** `question` names plan and variables. */
export function executeDerived(
  gateway: Gateway,
  plan: DerivedPlan,
  call: Call,
  question: string,
  before: Head | null,
): Promise<Answer> {
  return ofOneState((isFirst) => attemptDerived(gateway, plan, call, question, isFirst ? before : null));
}

function momentInputs({ views }: DerivedPlan, variables: JsonObject): (MomentInput | null)[] {
  return views.map((view) => (view.source.kind === 'moment' ? readMomentInput(view, variables) : null));
}

function targetsOf({ views }: DerivedPlan, moments: readonly (Moment | null)[], variables: JsonObject): Target[] {
  return views.map((view, i) => {
    const moment = moments[i];
    return moment ? { kind: 'number', number: moment.block } : blockTarget(view, variables);
  });
}

/** What moments add to a question: the second that its views are rolled to. */
function named(question: string, moments: readonly (Moment | null)[]): string {
  return moments.length === 0 ? question : `${question} ${moments.map((moment) => moment?.timestamp ?? '').join()}`;
}

/** `before` is the newest block known; null where what is kept of it is not to be trusted. */
async function attemptDerived(
  gateway: Gateway,
  plan: DerivedPlan,
  call: Call,
  question: string,
  before: Head | null,
): Promise<Answer> {
  const inputs = momentInputs(plan, call.variables);
  const moments = await Promise.all(
    inputs.map((input) => (input ? resolveMoment(gateway, input, before, call.signal) : null)),
  );
  const targets = targetsOf(plan, moments, call.variables);
  const given = readArguments(plan.arguments, call.variables);
  const rows = await fetchRows(gateway, plan, targets, call, before);
  if (moments.some((moment, i) => moment?.hash && rows.blocks[i]?.hash !== moment.hash)) throw new StateMoved();
  const bytes = Buffer.from(await write(gateway, plan, call, given, rows, moments, targets));
  if (rows.errors !== null) return { bytes, lifetime: 'unsure' };
  // A moment's block is found by what is indexed now.
  const isNamed = !plan.hasOwn && inputs.every((input) => input === null || input.kind === 'block');
  const answer: Answer = { bytes, lifetime: isNamed ? lifetimeOf(gateway, targets, rows.blocks) : 'head' };
  const head = standingHead(gateway, targets, rows.blocks, before);
  const place = plan.hasOwn ? null : answerKey(gateway, named(question, moments), targets, head);
  if (place !== null) gateway.responses.set(place, answer, keptBytes(answer));
  return answer;
}

async function write(
  gateway: Gateway,
  plan: DerivedPlan,
  call: Call,
  given: readonly bigint[],
  rows: Rows,
  moments: readonly (Moment | null)[],
  targets: readonly Target[],
): Promise<string> {
  const views = plan.views.map((view, i): ViewState => {
    const block = rows.blocks[i] as Block;
    const context = rows.pools[i] ?? null;
    if (view.source.kind === 'moment' && context?.pool === null) throw beforeStart();
    return { block, defaultAt: moments[i]?.timestamp ?? block.timestamp, context };
  });
  const fill = {
    slots: fillSlots(plan.slots, views, call.variables),
    arguments: given,
    reread: rows.reread,
    snapshots: views.map(({ block, defaultAt }) => ({ block, timestamp: defaultAt })),
    local: plan.local ? await answerLocally(gateway, plan.local, call.variables) : {},
    late: plan.late.length === 0 ? [] : await late(gateway, plan, call, rows, views),
  };
  const stop = metrics.derivedSeconds.startTimer();
  const data = traced('derived', () => plan.write(rows.data, fill));
  stop();
  return `{"data":${data}${writeErrors(rows.errors)},"extensions":${writeExtensions(rows.blocks, targets)}}\n`;
}

function late(gateway: Gateway, plan: DerivedPlan, call: Call, rows: Rows, views: readonly ViewState[]) {
  const pins = views.map(
    ({ block, defaultAt }, i): Pin => ({
      block,
      state: stateOf(rows.data[plan.views[i]?.keys.state ?? '']),
      at: defaultAt,
    }),
  );
  return inLateSession(gateway, call, (session) => resolveLate(session, plan, rows.data, pins, call.variables));
}
