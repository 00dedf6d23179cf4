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
  async function obeyed(order: GatewayOrder): Promise<GatewayAnswer> {
    try {
      const answer = await supervisor.guard(running.order(order));
      if (answer && answer.error === undefined) return answer;
      throw notStarted(answer?.error ?? `its process ended; it last said: ${running.part.tail()}`);
    } catch (error) {
      // It may still be at it: the next try is another process's.
      await running.part.stop();
      throw error;
    }
  }
  return async (settings: GatewaySettings): Promise<GatewayHandle> => {
    const options = gatewayOptions(settings);
    const { url = '' } = await obeyed({ do: 'start', options });
    options.port = Number(new URL(url).port);
    const isDown = (): boolean => running.part.hasEnded;
    return {
      url,
      part: () => running.part,
      async hold(reason) {
        if (isDown()) {
          running = spawnProcess(supervisor, say);
          await obeyed({ do: 'refuse', port: options.port, reason });
        } else await running.order({ do: 'hold', reason });
      },
      async release() {
        await obeyed({ do: 'release', options });
      },
      async again() {
        if (isDown()) running = spawnProcess(supervisor, say);
        await obeyed({ do: 'start', options });
      },
    };
  };
}
