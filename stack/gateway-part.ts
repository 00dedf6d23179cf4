import { fileURLToPath } from 'node:url';
import { type GatewayHandle, type GatewaySettings, gatewayOptions, notStarted } from './gateway.ts';
import type { GatewayAnswer, GatewayOrder } from './gateway-process.ts';
import type { Part } from './part.ts';
import type { Supervisor } from './supervisor.ts';

const PROGRAM = fileURLToPath(new URL('./gateway-process.ts', import.meta.url));

interface Process {
  part: Part;
  /** Resolves with its answer; undefined when it ended before. */
  order(order: GatewayOrder): Promise<GatewayAnswer | undefined>;
}

function spawnProcess(supervisor: Supervisor, say: (line: string) => void): Process {
  let answered: (answer: GatewayAnswer) => void = () => undefined;
  const part = supervisor.spawn(
    'the gateway',
    process.execPath,
    ['--import', import.meta.resolve('tsx'), PROGRAM],
    // What it logs is for whoever started the stack.
    {
      env: { NODE_OPTIONS: '' },
      stopSignal: 'SIGTERM',
      onLine: say,
      onMessage: (message) => answered(message as GatewayAnswer),
    },
  );
  return {
    part,
    order(order) {
      const answer = new Promise<GatewayAnswer>((resolve) => {
        answered = resolve;
      });
      part.send(order);
      return Promise.race([answer, part.ended.then(() => undefined)]);
    },
  };
}

/**
 * Starts the gateway as a part of its own, so that neither can take the other down. Loading its code takes longest and
 * needs nothing, so the process may be made early: `open` then says what it serves.
 */
export function prepareGateway(supervisor: Supervisor, say: (line: string) => void) {
  let running = spawnProcess(supervisor, say);
  async function open(settings: GatewaySettings): Promise<string> {
    const answer = await supervisor.guard(running.order({ do: 'start', options: gatewayOptions(settings) }));
    if (answer?.url !== undefined) return answer.url;
    throw notStarted(answer?.error ?? `its process ended; it last said: ${running.part.tail()}`);
  }
  return async (settings: GatewaySettings): Promise<GatewayHandle> => {
    const url = await open(settings);
    return {
      url,
      part: () => running.part,
      async hold(reason) {
        await running.order({ do: 'hold', reason });
      },
      async release() {
        await running.order({ do: 'release' });
      },
      async again() {
        await running.part.stop();
        running = spawnProcess(supervisor, say);
        await open({ ...settings, port: Number(new URL(url).port) });
      },
    };
  };
}
