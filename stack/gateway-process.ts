/** The gateway in a process of its own: does what the stack that started it says, and ends with it. */
import { createServer, type Server } from 'node:http';
import { refuse } from '../api/http/hold.ts';
import { listen } from '../api/http/listen.ts';
import { type RunningGateway, startGateway } from '../api/main.ts';
import { reasonOf } from './error.ts';
import type { gatewayOptions } from './gateway.ts';

type Options = ReturnType<typeof gatewayOptions>;

export type GatewayOrder =
  /** Anew, also where one runs. */
  | { do: 'start'; options: Options }
  /** In place of one that ended: it could not be started yet. */
  | { do: 'refuse'; port: number; reason: string }
  | { do: 'hold'; reason: string }
  | { do: 'release'; options: Options };

export interface GatewayAnswer {
  url?: string;
  error?: string;
}

let gateway: RunningGateway | undefined;
let substitute: Server | undefined;

async function start(options: Options): Promise<GatewayAnswer> {
  substitute?.closeAllConnections();
  substitute?.close();
  substitute = undefined;
  await gateway?.close();
  gateway = await startGateway(options);
  return { url: gateway.url };
}

async function obey(order: GatewayOrder): Promise<GatewayAnswer> {
  if (order.do === 'start' || (order.do === 'release' && !gateway)) return start(order.options);
  if (order.do === 'refuse') {
    substitute = createServer((_, response) => refuse(response, order.reason));
    await listen(substitute, order.port, '0.0.0.0');
  } else if (order.do === 'hold') await gateway?.hold(order.reason);
  else await gateway?.release();
  return {};
}

async function end(): Promise<void> {
  await gateway?.close();
  process.exit(0);
}

process.on('message', (order: GatewayOrder) => {
  void obey(order)
    .catch((error: unknown) => ({ error: reasonOf(error) }))
    .then((answer) => process.send?.(answer));
});
// The stack's process is gone, and nobody else ends this one.
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => void end());
