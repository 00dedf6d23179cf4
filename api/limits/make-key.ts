/** `npm run key -- NAME`: makes a key, and the entry by which the gateway knows it without knowing it. */
import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import { hashKey } from './keys.ts';

const [name] = new Command('npm run key --')
  .description('Makes an API key. It is shown once; the gateway is given only its hash.')
  .argument('<name>', 'what logs and metrics will call it')
  .parse().args as [string];

const key = randomBytes(24).toString('base64url');
process.stderr.write(`Key for the client, shown only now: ${key}\nEntry for API_KEYS:\n`);
process.stdout.write(`${JSON.stringify({ name, sha256: hashKey(key).toString('hex'), perMinute: 0 })}\n`);
