/** The stack in a process of its own: the load generator must not share a thread with the gateway it measures. */
import { startStack } from '../stack/start.ts';
import { answerMemory } from './memory.ts';

const stack = await startStack({ recording: process.argv[2] ?? '', port: 0 });
process.on('disconnect', () => void stack.stop().finally(() => process.exit(0)));
answerMemory();
process.send?.({ graphqlUrl: stack.graphqlUrl, gatewayUrl: `${stack.gatewayUrl}/graphql` });
