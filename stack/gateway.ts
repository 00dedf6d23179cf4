import { reasonOf, StackError } from './error.ts';
import type { Supervisor } from './supervisor.ts';

/** Starts the gateway in this process and returns its origin. */
export async function openGateway(
  supervisor: Supervisor,
  given: { port: number; graphNodeUrl: string; rpcUrl: string | undefined; lpResults: string | undefined },
): Promise<string> {
  // Loaded only here: whoever starts the stack without it need not have it.
  const { startGateway } = await import('../api/main.ts');
  try {
    const { rpcUrl, lpResults, ...config } = given;
    const gateway = await startGateway({
      ...config,
      ...(rpcUrl === undefined ? {} : { rpcUrl }),
      ...(lpResults === undefined ? {} : { lpResults }),
      logLevel: 'warn',
    });
    supervisor.onStop(() => gateway.close());
    return gateway.url;
  } catch (error) {
    throw new StackError('GATEWAY_NOT_STARTED', `the gateway could not be started: ${reasonOf(error)}`);
  }
}
