/** StarkProxies that no configuration names: followed since the pool first named them, they answer the truth or null. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { compareProxyViews } from '../conform/proxy-views.ts';
import { type Probes, type RecordingHeader, readRecordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';

/** Each so many moments are compared, and all at which roles were asked for. */
const EVERY = 4;
const asksRoles = ({ groups }: Probes): boolean =>
  groups.some(({ contract, results }) => contract.startsWith('starkProxy') && results.hasRole !== undefined);

const ROLE = `0x${'77'.repeat(32)}`;

let folder: string;
let stack: RunningStack;
let header: RecordingHeader;
const moments: Probes[] = [];

/** The recording as if its StarkProxies were plain accounts: what they log is there, and nobody says what they are. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'followed-'));
  const file = join(folder, 'recording.jsonl');
  const lines: string[] = [];
  for await (const line of readRecordingFile(BUNDLED_RECORDING)) {
    if (line.type === 'header') header = line;
    if (line.type === 'probes') moments.push(line);
    lines.push(JSON.stringify(line.type === 'header' ? { ...line, contracts: withoutProxies(line) } : line));
  }
  await writeFile(file, `${lines.join('\n')}\n`);
  stack = await startStack({ recording: file, port: 0 });
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

function withoutProxies({ contracts }: RecordingHeader): object {
  const entries = Object.entries(contracts).map(([key, contract]) => [
    key,
    key.startsWith('starkProxy') ? { ...contract, proxy: false } : contract,
  ]);
  return Object.fromEntries(entries);
}

it('never answers what is not so', async () => {
  const api = `${stack.gatewayUrl}/graphql`;
  const { data } = await ask(
    api,
    `{ starkProxies { isKnownFromCreation tokenBalance surplus autoPayOrBorrow { reverts } hasRole(role: "${ROLE}", account: "${ROLE.slice(0, 42)}") } }`,
  );
  expect(data.starkProxies.length).toBeGreaterThan(3);
  for (const row of data.starkProxies)
    expect(row).toEqual({
      isKnownFromCreation: false,
      tokenBalance: null,
      surplus: null,
      autoPayOrBorrow: null,
      hasRole: null,
    });

  const [known, unknown, wrong] = [new Set<string>(), new Set<string>(), [] as unknown[]];
  for (const probes of moments.filter((each, i) => i % EVERY === 0 || asksRoles(each))) {
    const views = (query: string, variables: Record<string, unknown>) =>
      ask(api, query, variables).then((answer) => answer.data);
    await compareProxyViews(probes, header, views, (on, view, contract, value) => {
      (value === null || value === undefined ? unknown : known).add(view.replace('starkProxy().', ''));
      const isRight = value === null || value === undefined || String(value) === String(contract);
      if (!isRight) wrong.push({ block: probes.block, on, view, contract, value });
    });
  }
  expect(wrong).toEqual([]);
  // What the pool knows is known; of lists and roles what was seen.
  for (const view of ['getBorrowedBalance', 'getAllocatedBalanceNextEpoch', 'isStarkKeyAllowed', 'hasRole'])
    expect(known).toContain(view);
  for (const view of ['getBorrowableAmount', 'isRecipientAllowed', 'getRoleAdmin', 'getQueuedForcedTradeTimestamp'])
    expect(unknown).toContain(view);
});
