/** A process of its own that scores an epoch when told to, so that the memory seen is the scoring's alone. */
import { score } from '../lp-rewards/commands/score.ts';
import type { ScoreOptions } from '../lp-rewards/options.ts';
import { answerMemory } from './memory.ts';

answerMemory();
process.on('message', async (message) => {
  if (typeof message !== 'object' || message === null) return;
  await score(message as ScoreOptions, () => undefined);
  process.send?.('scored');
});
process.on('disconnect', () => process.exit());
