/** What a round kills, and when: drawn from its seed. */
import type { Draw } from './draw.ts';
import type { Role } from './processes.ts';

export type Moment = 'starting' | 'replaying' | 'indexing' | 'steady' | 'recovering';

export interface Kill {
  role: Role;
  /** Milliseconds after its moment has come. */
  after: number;
}

export interface Schedule {
  moment: Moment;
  /** One, or two. When recovering, the second is killed while the first is being replaced. */
  kills: readonly Kill[];
}

const PARTS: readonly Role[] = ['gateway', 'graph-node', 'postgres', 'chain', 'supervisor', 'reaper'];
/** What the stack starts again. */
const RECOVERED: readonly Role[] = ['gateway', 'graph-node', 'postgres', 'chain'];
const MOMENTS: readonly Moment[] = [
  'starting',
  'replaying',
  'indexing',
  'steady',
  'steady',
  'steady',
  'recovering',
  'recovering',
];
/** Milliseconds after a moment has come within which something is killed. */
const SPREAD: Readonly<Record<Moment, number>> = {
  starting: 8_000,
  replaying: 800,
  indexing: 4_000,
  steady: 1_500,
  recovering: 4_000,
};
const SHARE_OF_PAIRS = 0.3;

/** `startMs` is what a start takes here, so that any part of it may be hit. */
export function drawSchedule(draw: Draw, startMs: number): Schedule {
  const moment = draw.one('moment', MOMENTS);
  const spread = moment === 'starting' ? Math.min(SPREAD.starting, startMs * 0.8) : SPREAD[moment];
  const after = Math.round(draw.between('after', 0, spread));
  if (moment === 'recovering') {
    const role = draw.one('first', RECOVERED);
    return {
      moment,
      kills: [
        { role, after: 500 },
        { role: draw.one('second', PARTS), after },
      ],
    };
  }
  const role = draw.one('role', PARTS);
  const isPair = moment === 'steady' && draw.number('pair') < SHARE_OF_PAIRS;
  // Killed in the same instant as the stack, nobody is left who could know.
  const others = RECOVERED.filter((other) => other !== role);
  if (!isPair || role === 'reaper') return { moment, kills: [{ role, after }] };
  return {
    moment,
    kills: [
      { role, after },
      { role: draw.one('other', others), after: 0 },
    ],
  };
}

export function describe({ moment, kills }: Schedule): string {
  return `${kills.map(({ role }) => role).join(' + ')} ${moment}`;
}
