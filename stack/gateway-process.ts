/** The gateway in a process of its own: does what the stack that started it says, and ends with it. */
import { type RunningGateway, startGateway } from '../api/main.ts';
import { reasonOf } from './error.ts';
import type { gatewayOptions } from './gateway.ts';

export type GatewayOrder =
  | { do: 'start'; options: ReturnType<typeof gatewayOptions> }
  | { do: 'hold'; reason: string }
  | { do: 'release' };

export interface GatewayAnswer {
  url?: string;
  error?: string;
}

let gateway: RunningGateway | undefined;

async function obey(order: GatewayOrder): Promise<GatewayAnswer> {
  if (order.do === 'hold') await gateway?.hold(order.reason);
  else if (order.do === 'release') await gateway?.release();
  else {
    gateway = await startGateway(order.options);
    return { url: gateway.url };
  }
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
