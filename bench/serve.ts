/** The stack in a process of its own: the load generator must not share a thread with the gateway it measures. */
import { startStack } from '../stack/start.ts';
import { answerMemory } from './memory.ts';

const stack = await startStack({ recording: process.argv[2] ?? '', port: 0 });
process.on('disconnect', () => void stack.stop().finally(() => process.exit(0)));
answerMemory();
const { graphqlUrl, gatewayUrl, rpcUrl, timings } = stack;
const indexingSeconds = ((timings['starting Graph Node'] ?? Number.NaN) + (timings.indexing ?? Number.NaN)) / 1000;
process.send?.({ graphqlUrl, gatewayUrl: `${gatewayUrl}/graphql`, rpcUrl, indexingSeconds });
