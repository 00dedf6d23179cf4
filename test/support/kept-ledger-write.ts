/** Writes the ledgers that the tests of the checks use anew: `npm run ledgers`. */
import { startStack } from '../../stack/start.ts';
import { type KeptFile, keptLedgerOf, QUIRKS_LEDGER, STORY_LEDGER, writeLedger } from './kept-ledger-file.ts';
import { recordingFile } from './recording.ts';

async function keep(kept: KeptFile): Promise<void> {
  const stack = await startStack({ recording: recordingFile(kept.recording), port: 0 });
  try {
    const ledger = await keptLedgerOf(kept, stack.gatewayUrl ?? '');
    writeLedger(kept, ledger);
    console.log(`${kept.file}: ${ledger.activities.length} activities, ${ledger.changes.length} changes`);
  } finally {
    await stack.stop();
  }
}

for (const kept of [QUIRKS_LEDGER, STORY_LEDGER]) await keep(kept);
process.exit(0);
