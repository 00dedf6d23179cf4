/** A query with derived fields: one upstream query for its rows, the rest computed here. */
import type { Block, Head } from '../block.ts';
import { ApiError } from '../errors.ts';
import { metrics } from '../metrics.ts';
import type { Pin } from '../plan/late.ts';
import type { DerivedPlan } from '../plan/plan.ts';
import { traced } from '../trace.ts';
import { readArguments } from './arguments.ts';
import { writeErrors } from './errors-beside-data.ts';
import type { Call, Gateway } from './gateway.ts';
import { resolveLate } from './late.ts';
import { lateSession } from './late-session.ts';
import { answerLocally } from './local.ts';
import { beforeStart, type Moment, readMomentInput, resolveMoment } from './moment.ts';
import { stateOf } from './pinned.ts';
import { fetchRows, type Rows } from './rows.ts';
import { fillSlots, type ViewState } from './slots.ts';
import { answerKey, standingHead } from './standing.ts';
import { StateMoved } from './state-moved.ts';
import { blockTarget, type Target } from './target.ts';
import { writeExtensions } from './viewed.ts';

/** Tries to read one state where the chain is reorganised between two upstream queries. */
const ATTEMPTS = 3;

export async function executeDerived(gateway: Gateway, plan: DerivedPlan, call: Call): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptDerived(gateway, plan, call, attempt === 1 ? gateway.tracker.current() : null);
    } catch (error) {
      if (!(error instanceof StateMoved)) throw error;
      if (attempt === ATTEMPTS)
        throw new ApiError('UPSTREAM_UNAVAILABLE', 'The chain is being reorganised: try again in a few seconds.');
    }
  }
}

/** `before` is the newest block known; null where what is kept of it is not to be trusted. */
async function attemptDerived(gateway: Gateway, plan: DerivedPlan, call: Call, before: Head | null): Promise<Buffer> {
  const inputs = plan.views.map((view) =>
    view.source.kind === 'moment' ? readMomentInput(view, call.variables) : null,
  );
  const moments = await Promise.all(inputs.map((input) => (input ? resolveMoment(gateway, input, call.signal) : null)));
  const targets = plan.views.map((view, i): Target => {
    const moment = moments[i];
    return moment ? { kind: 'number', number: moment.block } : blockTarget(view, call.variables);
  });
  const seconds = moments.map((moment) => String(moment?.timestamp ?? ''));
  const request = `${plan.id} ${JSON.stringify(call.variables)} ${seconds.join()}`;
  const keyUnder = (head: Head | null) => (plan.hasOwn ? null : answerKey(gateway, request, targets, head));
  const key = keyUnder(before);
  const known = key === null ? undefined : gateway.responses.get(key);
  if (known !== undefined) return known;

  const given = readArguments(plan.arguments, call.variables);
  const rows = await fetchRows(gateway, plan, targets, call, before);
  if (moments.some((moment, i) => moment?.hash && rows.blocks[i]?.hash !== moment.hash)) throw new StateMoved();
  const answer = Buffer.from(await write(gateway, plan, call, given, rows, moments, targets));
  const place = keyUnder(standingHead(gateway, targets, rows.blocks, before));
  if (place !== null && rows.errors === null) gateway.responses.set(place, answer, answer.length);
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
  return resolveLate(lateSession(gateway, call), plan, rows.data, pins, call.variables);
}
