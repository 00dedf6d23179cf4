/** The gateway in a process of its own, which says how much memory it takes. Started by `served.ts`. */
import { setTimeout as pause } from 'node:timers/promises';
import type { GatewayOptions } from '../api/config.ts';
import { startGateway } from '../api/main.ts';

const gateway = await startGateway(JSON.parse(process.argv[2] ?? '{}') as GatewayOptions);
process.on('disconnect', () => void gateway.close().finally(() => process.exit(0)));
process.on('message', async () => {
  // What finalisers let go of is collected by the next round only.
  for (let round = 0; round < 3; round++) {
    globalThis.gc?.();
    await pause(20);
  }
  const { rss, heapUsed } = process.memoryUsage();
  process.send?.({ rss, heapUsed });
});
process.send?.({ url: gateway.url });
