/** `npm run verify`: the ledger recomputed and compared, row by row. */
import { verifyCommand } from './command.ts';

process.exitCode = await verifyCommand(process.argv.slice(2), process.stdout, process.stderr);
