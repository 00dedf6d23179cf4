import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readOptions } from './command-line.ts';
import { reasonOf, StackError } from './error.ts';
import { followChain } from './follow.ts';
import { onNpmEnded } from './npm-parent.ts';
import { Progress } from './progress.ts';
import { type RunningStack, startStack } from './start.ts';
import { Supervisor } from './supervisor.ts';

const EXAMPLE_FIELDS = 'stakeAvailableToWithdraw debtAvailableToWithdraw claimableRewards';

function summary(stack: RunningStack): string {
  const { recordingHeader: header, gatewayUrl } = stack;
  const staker = header?.stakers[0];
  const query = staker ? `{ staker(id: \\"${staker}\\") { ${EXAMPLE_FIELDS} } }` : '{ _meta { block { number } } }';
  return [
    '',
    `  GraphQL      ${gatewayUrl}/graphql`,
    `  Graph Node   ${stack.graphqlUrl}`,
    ...(stack.indexNodeUrl ? [`  Index node   ${stack.indexNodeUrl}`] : []),
    ...(stack.rpcUrl ? [`  Chain (RPC)  ${stack.rpcUrl}`] : []),
    '',
    `  Try:   curl -s ${gatewayUrl}/graphql -H 'content-type: application/json' -d '{"query":"${query}"}'`,
    '  Stop:  Ctrl-C',
    '',
  ].join('\n');
}

/** Resolves with the reason when the user wants it to end. */
function interruption(): Promise<string> {
  return new Promise((done) => {
    let asked = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // npm hands on a Ctrl-C that the terminal sent here too. Only a later one means: leave at once, and the reaper
        // does the rest.
        if (asked > 0 && Date.now() - asked > 1_000) process.exit(1);
        asked ||= Date.now();
        done(signal);
      });
    }
    onNpmEnded(() => done('npm ended'));
  });
}

async function run(supervisor: Supervisor, progress: Progress): Promise<number> {
  const options = readOptions(process.argv.slice(2), resolve(process.env.INIT_CWD ?? '.'));
  const stopped = interruption().then(() => null);
  const started = startStack({ ...options, gateway: 'part' }, { supervisor, progress });
  const stack = await Promise.race([started, stopped]);
  if (stack) {
    // Since this process began: what had to be installed before is in it.
    progress.line(`  ready after ${(performance.now() / 1000).toFixed(1)} s`);
    progress.line(summary(stack));
    const failed = stack.failure.then((error) => {
      throw error;
    });
    if (options.rpc !== undefined)
      void followChain(supervisor, stack, (line) => progress.line(line)).catch((error) => supervisor.fail(error));
    await Promise.race([failed, stopped]);
  } else started.catch(() => undefined); // What fails because it is being stopped is not an error.
  progress.line('  stopping …');
  return 0;
}

const supervisor = new Supervisor();
const progress = new Progress(process.stderr);
let status = 1;
try {
  status = await run(supervisor, progress);
} catch (error) {
  const line = error instanceof StackError ? error.line : `UNEXPECTED: ${reasonOf(error)}`;
  process.stderr.write(`${line}\n`);
}
progress.close();
await Promise.race([supervisor.stop(), pause(20_000)]).catch((error) =>
  process.stderr.write(`STOP_FAILED: ${reasonOf(error)}\n`),
);
process.exit(status);
