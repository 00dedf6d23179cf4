/** A chain that is reorganised under queries, and under a Graph Node that indexes; the long form is `npm run chaos`. */
import { expect, it } from 'vitest';
import { Draw } from '../../reliability/draw.ts';
import { reorganise } from '../../reliability/reorganisation.ts';
import { recordingFile } from '../support/recording.ts';

/** Until a Graph Node has followed; it polls, and may sleep through a block until the next one. */
const GRACE_MS = 20_000;

it('answers with what one block of the chain says, and proves what a clean run proves', async () => {
  const found = await reorganise(recordingFile('quickstart'), new Draw('test'), 3, GRACE_MS);
  expect(found.faults).toEqual([]);
  // Who asks while the index follows is kept waiting, not turned away.
  expect(found.refused).not.toHaveProperty('UPSTREAM_UNAVAILABLE');
  expect(found.answers).toBeGreaterThan(50);
  expect(found.staleCursors).toBe(3);
  expect(found.proofs.asked).toEqual(found.proofs.clean);
  expect(found.proofs.meanwhile).toEqual(found.proofs.clean);
});
