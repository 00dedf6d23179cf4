/** Writes the ledger that the tests of the checks use anew: `npm run ledgers`. */
import { startStack } from '../../stack/start.ts';
import { QUIRKS_LEDGER, quirksLedger, writeLedger } from './kept-ledger-file.ts';
import { recordingFile } from './recording.ts';

const stack = await startStack({ recording: recordingFile('quirks'), port: 0 });
try {
  const ledger = await quirksLedger(stack.gatewayUrl ?? '');
  writeLedger(QUIRKS_LEDGER, ledger);
  console.log(`${QUIRKS_LEDGER}: ${ledger.activities.length} activities, ${ledger.changes.length} changes`);
} finally {
  await stack.stop();
}
process.exit(0);
