/** Results of liquidity provider rewards on a running stack: the folder is given to it as a user gives it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { writeResults } from '../lp-rewards/example.ts';
import { codeBlocks } from '../support/document.ts';
import { recordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';

let stack: RunningStack;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-lp-results-'));
  await writeResults(folder);
  stack = await startStack({ recording: recordingFile('quickstart'), port: 0, lpResults: folder });
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

const blocks = codeBlocks('lp-rewards.md');
const pairs = blocks.flatMap(({ language, text }, index) =>
  language === 'graphql' ? [[text, blocks[index + 1]?.text ?? ''] as const] : [],
);

it.each(pairs)('answers as the page shows: %s', async (query, answer) => {
  const { data, errors, extensions } = await ask(`${stack.gatewayUrl}/graphql`, query);
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(answer));
  expect(extensions?.block).toBeUndefined();
});

it('answers beside stored, derived and late fields, of a past block too, as if they stood alone', async () => {
  const url = `${stack.gatewayUrl}/graphql`;
  const block = 'block: { number: 60 }';
  const ofBlock = `pools(${block}) { id currentEpoch totalSupply } epochs(to: 0, ${block}) { number activityCount }`;
  const own = 'lpEpoch(number: 26) { distributed payments { address reward } } lpEpochs { number } __typename';
  const [both, alone, results] = await Promise.all(
    [`${ofBlock} ${own}`, ofBlock, own].map((roots) => ask(url, `{ ${roots} }`)),
  );
  expect(both?.errors).toBeUndefined();
  expect(both?.data).toEqual({ ...alone?.data, ...results?.data });
  expect(both?.extensions).toEqual(alone?.extensions);
  expect(both?.data.lpEpoch.payments).toHaveLength(2);
});

it('refuses a folder with a wrong file before anything is started', async () => {
  const wrong = await mkdtemp(join(tmpdir(), 'dydx-lp-results-'));
  try {
    await writeFile(join(wrong, 'rewards-26.json'), '{}');
    const starting = startStack({ recording: recordingFile('quickstart'), port: 0, lpResults: wrong });
    await expect(starting).rejects.toMatchObject({ code: 'LP_FILE_FORMAT' });
  } finally {
    await rm(wrong, { recursive: true });
  }
});
