/** A chain that is reorganised under queries, and under a Graph Node that indexes; the long form is `npm run chaos`. */
import { expect, it } from 'vitest';
import { Draw } from '../../reliability/draw.ts';
import { reorganise } from '../../reliability/reorganisation.ts';
import { recordingFile } from '../support/recording.ts';

/** Until a Graph Node has followed; it polls, and may sleep through a block until the next one. */
const GRACE_MS = 20_000;
/** The pauses of two minutes that a Graph Node may make are left to the long form. */
const STANDING_MS = 10_000;

it('answers with what one block of the chain says, and proves what a clean run proves', async () => {
  const recording = recordingFile('quickstart');
  const times = { times: 3, graceMs: GRACE_MS, standingMs: STANDING_MS };
  const found = await reorganise({ recording, draw: new Draw('test'), ...times });
  expect(found.faults).toEqual([]);
  // Who asks while the index follows is kept waiting, not turned away.
  expect(found.refused).not.toHaveProperty('UPSTREAM_UNAVAILABLE');
  expect(found.answers).toBeGreaterThan(50);
  expect(found.reorganisations).toBeGreaterThanOrEqual(3);
  expect(found.staleCursors).toBe(found.reorganisations);
  expect(found.proofs.asked).toEqual(found.proofs.clean);
  expect(found.proofs.meanwhile).toEqual(found.proofs.clean);
});
