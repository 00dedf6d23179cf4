/** All parts of the bench, in the order in which they run; those that need nothing come before the stack starts. */
import { exportPart } from './export.ts';
import { indexingPart } from './indexing.ts';
import { lpRewardsPart } from './lp-rewards.ts';
import type { Part } from './part.ts';
import { peersPart } from './peers.ts';
import { queriesPart } from './queries.ts';
import { startPart } from './start.ts';

export const PARTS: readonly Part[] = [
  startPart,
  indexingPart,
  lpRewardsPart,
  // First on the stack, while the gateway keeps nothing: the memory it takes is then the export's alone.
  exportPart,
  queriesPart,
  peersPart,
];
