/// <reference lib="dom" />
/** What the server offers beside queries: health, readiness, metrics, the page for people, the schema as committed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sdlDrift, servedSchema } from '../../api/schema/sdl.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { findChromium, openChromium } from '../support/chromium.ts';
import { recordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';

let stack: RunningStack;
let origin: string;

beforeAll(async () => {
  stack = await startStack({ recording: recordingFile('quickstart'), port: 0 });
  origin = stack.gatewayUrl ?? '';
});
afterAll(() => stack?.stop());

it('is up, and ready with the lag in seconds and blocks', async () => {
  expect((await fetch(`${origin}/health`)).status).toBe(200);
  const ready = await fetch(`${origin}/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ ready: true, lagSeconds: 0, lagBlocks: 0 });
});

it('counts what it does, for Prometheus', async () => {
  await ask(`${origin}/graphql`, '{ pools { id } }');
  const text = await (await fetch(`${origin}/metrics`)).text();
  expect(text).toMatch(/^# TYPE \w+ (counter|histogram|gauge)$/m);
});

it('answers GET as it answers POST, and keeps strange pages from asking', async () => {
  const query = '{ pools { id totalSupply } }';
  const url = `${origin}/graphql?query=${encodeURIComponent(query)}`;
  const got = await fetch(url, { headers: { 'apollo-require-preflight': '1' } });
  expect(await got.json()).toEqual(await ask(`${origin}/graphql`, query));
  expect((await fetch(url, { headers: { 'content-type': 'text/plain' } })).status).toBe(400);
});

it('says in one sentence that an address does not exist', async () => {
  const response = await fetch(`${origin}/nowhere`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
});

it('serves the schema that is committed', async () => {
  expect(await sdlDrift(await servedSchema(stack.graphqlUrl))).toBeNull();
});

it('shows people a page on which the examples answer', async () => {
  const executable = findChromium();
  if (executable === null) {
    console.warn('The page was not opened in a browser: no Chromium here; install one or set CHROMIUM_BIN.');
    expect(await (await fetch(`${origin}/`)).text()).toContain('<textarea id="query"');
    return;
  }
  const browser = await openChromium(executable);
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('requestfailed', (request) => faults.push(request.url()));
    await page.goto(`${origin}/`);
    const examples = await page.locator('#examples button').count();
    expect(examples).toBeGreaterThan(3);
    for (let i = 0; i < examples; i++) {
      await page.locator('#examples button').nth(i).click();
      await page.waitForFunction(() => document.getElementById('status')?.textContent?.endsWith(' ms'));
      const answer = JSON.parse((await page.locator('#answer').textContent()) ?? '');
      expect(answer.errors).toBeUndefined();
      expect(Object.values(answer.data)).not.toContain(null);
    }
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
});
