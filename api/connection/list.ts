/** The lists there are: all activities, those of one account, those of one epoch. */
import { STATE } from '../execute/pinned.ts';
import { objects } from '../execute/pool-context.ts';
import type { JsonObject } from '../json.ts';
import { firstSequence, readTimeline } from '../late/timeline.ts';
import type { LateRequest, Pin } from '../plan/late.ts';
import { isWorthReadingAll, sequencesByAccount } from './actors.ts';
import { digestOf, type Range } from './condition.ts';

/** What the object that holds a connection says of its list. */
export type Scope =
  | { readonly kind: 'all' }
  | { readonly kind: 'account'; readonly address: string }
  | { readonly kind: 'epoch'; readonly number: bigint };

/** A list at one state. */
export interface List {
  /** What its activities meet; without any, it is the whole range, in which no number is missing, or what is known. */
  readonly conditions: readonly JsonObject[];
  /** All its sequence numbers, ascending; null where they are not known. */
  readonly known: readonly number[] | null;
  readonly range: Range;
  /** Equal for the same list and condition. */
  readonly digest: string;
}

export function digestOfList(scope: Scope, where: JsonObject | null): string {
  const which = scope.kind === 'account' ? scope.address : scope.kind === 'epoch' ? String(scope.number) : '';
  return digestOf(`${scope.kind} ${which}`, where);
}

/** The list of each scope, with the client's condition. `digests` are theirs. */
export async function listsAt(
  request: LateRequest,
  pin: Pin,
  scopes: readonly Scope[],
  where: JsonObject | null,
  digests: readonly string[],
): Promise<List[]> {
  const newest = await activityCount(request, pin);
  const accounts = scopes.filter(({ kind }) => kind === 'account').length;
  const known =
    where === null && isWorthReadingAll(newest, accounts) ? await sequencesByAccount(request, pin, newest) : null;
  return Promise.all(
    scopes.map(async (scope, i): Promise<List> => {
      const digest = digests[i] as string;
      const range =
        scope.kind === 'epoch' ? await rangeOfEpoch(request, scope.number, newest) : { from: 1, to: newest };
      if (scope.kind === 'account' && known !== null)
        return { conditions: [], known: known.get(scope.address) ?? [], range, digest };
      const own = scope.kind === 'account' ? [{ actors_contains: [scope.address] }] : [];
      return { conditions: where === null ? own : [...own, where], known: null, range, digest };
    }),
  );
}

const COUNT = `query($block: Block_height) { pools(first: 1, block: $block) { activityCount } ${STATE} }`;

/** The newest sequence number of a state; 0 before the pool's first event. */
function activityCount(request: LateRequest, pin: Pin): Promise<number> {
  return request.once('activityCount', pin, async () => {
    const [pool] = objects((await request.read(COUNT, {}, pin)).pools);
    return Number(pool?.activityCount ?? 0);
  });
}

/** What a later state knows of an epoch's end holds at an earlier one too, as far as that goes. */
async function rangeOfEpoch(request: LateRequest, epoch: bigint, newest: number): Promise<Range> {
  const timeline = await readTimeline(request);
  const to = Number(firstSequence(timeline, epoch + 1n)) - 1;
  return { from: Number(firstSequence(timeline, epoch)), to: Math.min(to, newest) };
}
