/** Loads on several sides in turn, so that a machine that slows down slows all of them. */
import { type Figures, type Load, load } from './load.ts';

export type Side = Omit<Load, 'seconds' | 'connections'>;

export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Length of the run of each side that comes before the first and is not counted. */
  readonly warmUpSeconds: number;
}

/** What each side did in each round. */
export async function inTurn<Sides extends Partial<Record<string, Side>>>(
  sides: Sides,
  { rounds, seconds, connections, warmUpSeconds }: Rounds,
): Promise<{ [Name in keyof Sides]: Figures }[]> {
  const runs: { [Name in keyof Sides]: Figures }[] = [];
  for (let round = 0; round <= rounds; round++) {
    const run: [string, Figures][] = [];
    for (const [name, side] of Object.entries(sides) as [string, Side][])
      run.push([name, await load({ ...side, connections, seconds: round === 0 ? warmUpSeconds : seconds })]);
    if (round > 0) runs.push(Object.fromEntries(run) as { [Name in keyof Sides]: Figures });
  }
  return runs;
}
