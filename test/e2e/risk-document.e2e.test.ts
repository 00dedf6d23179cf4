/** docs/risk.md on the stack it is about: each query answers what the page shows. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { codeBlocks } from '../support/document.ts';
import { ask } from './ask.ts';

const blocks = codeBlocks('risk.md');
const pairs = blocks.flatMap(({ language, text }, index) =>
  language === 'graphql' ? [[text, blocks[index + 1]?.text ?? ''] as const] : [],
);

let stack: RunningStack;
beforeAll(async () => {
  stack = await startStack({ recording: BUNDLED_RECORDING, port: 0 });
});
afterAll(() => stack?.stop());

it('shows an answer to each of its queries', () => {
  expect(pairs.length).toBe(8);
  expect(blocks.filter(({ language }) => language === 'json').length).toBe(pairs.length);
});

it.each(pairs)('%s', async (query, answer) => {
  const { data, errors } = await ask(`${stack.gatewayUrl}/graphql`, query);
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(answer));
});
