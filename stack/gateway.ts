import { environmentSettings } from '../api/config.ts';
import type { RunningGateway } from '../api/main.ts';
import { reasonOf, StackError } from './error.ts';
import type { Part } from './part.ts';
import type { Supervisor } from './supervisor.ts';

export interface GatewaySettings {
  port: number;
  graphNodeUrl: string;
  rpcUrl: string | undefined;
  lpResults: string | undefined;
}

/** The gateway as the stack handles it, in this process or in one of its own. */
export interface GatewayHandle {
  /** The server's origin; it stays when the gateway is started again. */
  readonly url: string;
  /** Its process, where it has one. */
  part(): Part | undefined;
  /** Refuses queries from now on, and resolves when none is being answered any more. */
  hold(reason: string): Promise<void>;
  /** Answers again, from what the Graph Node says now. */
  release(): Promise<void>;
  /** One at the same port that remembers nothing. */
  again(): Promise<void>;
}

export function notStarted(reason: string): StackError {
  return new StackError('GATEWAY_NOT_STARTED', `the gateway could not be started: ${reason}`);
}

/** Starts the gateway in this process. */
export async function openGateway(supervisor: Supervisor, settings: GatewaySettings): Promise<GatewayHandle> {
  // Loaded only here: whoever starts the stack without it need not have it.
  const { startGateway } = await import('../api/main.ts');
  const start = async (port: number): Promise<RunningGateway> => {
    try {
      return await startGateway(gatewayOptions({ ...settings, port }));
    } catch (error) {
      throw notStarted(reasonOf(error));
    }
  };
  let gateway = await start(settings.port);
  supervisor.onStop(() => gateway.close());
  const { url } = gateway;
  return {
    url,
    part: () => undefined,
    hold: (reason) => gateway.hold(reason),
    release: () => gateway.release(),
    async again() {
      await gateway.close();
      gateway = await start(Number(new URL(url).port));
    },
  };
}

/** Settings that the stack decides itself, whatever the environment says. */
const OWN = ['port', 'host', 'graphNodeUrl', 'rpcUrl', 'lpResults'];

/** Settings as the gateway takes them: what is not given is left out; the others are the environment's. */
export function gatewayOptions({ rpcUrl, lpResults, ...settings }: GatewaySettings) {
  const set = Object.entries(environmentSettings(process.env)).filter(([name]) => !OWN.includes(name));
  return {
    logLevel: 'warn' as const,
    ...Object.fromEntries(set),
    ...settings,
    ...(rpcUrl === undefined ? {} : { rpcUrl }),
    ...(lpResults === undefined ? {} : { lpResults }),
  };
}
