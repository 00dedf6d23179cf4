/** Cost of an event as the store grows. */
import type { Indexed } from './run.ts';

export interface Window {
  readonly from: number;
  readonly to: number;
  /** Milliseconds of an event in it. */
  readonly cost: number;
}

/** When that many handlers had run, by the course; between two looks at it as on a straight line. */
function secondsAt(course: Indexed['course'], events: number): number {
  const after = course.findIndex((point) => point.events >= events);
  const [a, b] = [course[after - 1], course[after]];
  if (!a || !b) return b?.seconds ?? Number.NaN;
  return a.seconds + ((b.seconds - a.seconds) * (events - a.events)) / (b.events - a.events);
}

/** Windows between these numbers of events; those that the run did not reach are left out. */
export function windowsOf({ course, events }: Indexed, bounds: readonly number[]): Window[] {
  return bounds.slice(1).flatMap((to, i) => {
    const from = bounds[i] ?? 0;
    if (to > events) return [];
    return [{ from, to, cost: ((secondsAt(course, to) - secondsAt(course, from)) * 1000) / (to - from) }];
  });
}
