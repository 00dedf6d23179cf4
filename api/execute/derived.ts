/** A query with derived fields: one upstream query for its rows, the rest computed here. */
import type { Block } from '../block.ts';
import { ApiError } from '../errors.ts';
import type { DerivedPlan } from '../plan/plan.ts';
import { writeErrors } from './errors-beside-data.ts';
import type { Call, Gateway } from './gateway.ts';
import { introspect } from './introspection.ts';
import { beforeStart, type Moment, readMomentInput, resolveMoment } from './moment.ts';
import { fetchRows, type Rows } from './rows.ts';
import { fillSlots, readArgument, type ViewState } from './slots.ts';
import { answerKey, standingHead } from './standing.ts';
import { blockTarget, readInteger, type Target } from './target.ts';
import { writeExtensions } from './viewed.ts';

/** Tries to read one state where the chain is reorganised between two upstream queries. */
const ATTEMPTS = 3;

export async function executeDerived(gateway: Gateway, plan: DerivedPlan, call: Call): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    const answer = await attemptDerived(gateway, plan, call);
    if (answer !== null) return answer;
    if (attempt === ATTEMPTS)
      throw new ApiError('UPSTREAM_UNAVAILABLE', 'The chain is being reorganised: try again in a few seconds.');
  }
}

/** Null where a moment's block was no longer the same when its state was read. */
async function attemptDerived(gateway: Gateway, plan: DerivedPlan, call: Call): Promise<Buffer | null> {
  const before = gateway.tracker.current();
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
  const key = answerKey(gateway, request, targets, before);
  const known = key === null ? undefined : gateway.responses.get(key);
  if (known !== undefined) return known;

  const rows = await fetchRows(gateway, plan, targets, call, before);
  if (moments.some((moment, i) => moment?.hash && rows.blocks[i]?.hash !== moment.hash)) return null;
  const answer = Buffer.from(write(gateway, plan, call, rows, moments, targets));
  const place = answerKey(gateway, request, targets, standingHead(gateway, targets, rows.blocks, before));
  if (place !== null && rows.errors === null) gateway.responses.set(place, answer, answer.length);
  return answer;
}

function write(
  gateway: Gateway,
  plan: DerivedPlan,
  call: Call,
  rows: Rows,
  moments: readonly (Moment | null)[],
  targets: readonly Target[],
): string {
  const views = plan.views.map((view, i): ViewState => {
    const block = rows.blocks[i] as Block;
    const context = rows.pools[i] ?? null;
    if (view.source.kind === 'moment' && context?.pool === null) throw beforeStart();
    return { block, defaultAt: moments[i]?.timestamp ?? block.timestamp, context };
  });
  const fill = {
    slots: fillSlots(plan.slots, views, call.variables),
    arguments: plan.arguments.map((node) => readEpoch(readArgument(node, call.variables))),
    reread: rows.reread,
    snapshots: views.map(({ block, defaultAt }) => ({ block, timestamp: defaultAt })),
    introspection: plan.introspection ? introspect(gateway.schema, plan.introspection, call.variables) : {},
  };
  const data = plan.write(rows.data, fill);
  return `{"data":${data}${writeErrors(rows.errors)},"extensions":${writeExtensions(rows.blocks, targets)}}\n`;
}

/** An epoch number as the contract takes it. */
function readEpoch(value: unknown): bigint {
  const epoch = readInteger(value, 'epoch');
  if (epoch < 0n) throw new ApiError('BAD_USER_INPUT', 'The argument epoch must not be negative: count from 0.');
  return epoch;
}
