import { reasonOf, StackError } from './error.ts';
import type { Supervisor } from './supervisor.ts';

/** Settings that the stack decides itself, whatever the environment says. */
const OWN = ['port', 'host', 'graphNodeUrl', 'rpcUrl', 'lpResults'];

/** Starts the gateway in this process and returns its origin. Its other settings are the environment's. */
export async function openGateway(
  supervisor: Supervisor,
  given: { port: number; graphNodeUrl: string; rpcUrl: string | undefined; lpResults: string | undefined },
): Promise<string> {
  // Loaded only here: whoever starts the stack without it need not have it.
  const [{ startGateway }, { environmentSettings }] = await Promise.all([
    import('../api/main.ts'),
    import('../api/config.ts'),
  ]);
  try {
    const { rpcUrl, lpResults, ...config } = given;
    const set = Object.entries(environmentSettings(process.env)).filter(([name]) => !OWN.includes(name));
    const gateway = await startGateway({
      logLevel: 'warn',
      ...Object.fromEntries(set),
      ...config,
      ...(rpcUrl === undefined ? {} : { rpcUrl }),
      ...(lpResults === undefined ? {} : { lpResults }),
    });
    supervisor.onStop(() => gateway.close());
    return gateway.url;
  } catch (error) {
    throw new StackError('GATEWAY_NOT_STARTED', `the gateway could not be started: ${reasonOf(error)}`);
  }
}
