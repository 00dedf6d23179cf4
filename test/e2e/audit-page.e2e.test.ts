/** The HTML form of the report in a browser: quiet, whole, dark and light, and on paper. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { findChromium, openChromium } from '../support/chromium.ts';
import { audit } from './audit-command.ts';

/** Width of A4 less its margins, at 96 dots an inch. */
const A4 = { width: 688, height: 1000 };
const CHARTS = 5;

const executable = findChromium();
if (!executable)
  console.warn('The report was not opened in a browser: no Chromium here; install one or set CHROMIUM_BIN.');

let stack: RunningStack;
let folder: string;
let browser: Browser;
let address: string;

describe.skipIf(!executable)('the page', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-page-'));
    stack = await startStack({ recording: BUNDLED_RECORDING, port: 0 });
    const file = join(folder, '7.html');
    const { status, err } = await audit('--api', `${stack.gatewayUrl}`, '--epoch', '7', '--out', file);
    expect([status, err.includes('UNEXPECTED')]).toEqual([0, false]);
    address = pathToFileURL(file).href;
    browser = await openChromium(executable as string);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function open(colorScheme: 'light' | 'dark', viewport = { width: 1000, height: 900 }) {
    const page = await browser.newPage({ colorScheme, viewport });
    const heard: string[] = [];
    const asked: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(address);
    return { page, heard, asked };
  }

  /** Red, green and blue of a colour as the browser computed it. */
  const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  it('says nothing to the console and asks for nothing else', async () => {
    const { page, heard, asked } = await open('light');
    expect(heard).toEqual([]);
    expect(asked.filter((url) => url !== address && !url.startsWith('data:'))).toEqual([]);
    await page.close();
  });

  it('shows its charts, each with a name', async () => {
    const { page } = await open('light');
    const charts = page.getByRole('img');
    expect(await charts.count()).toBe(CHARTS);
    for (const chart of await charts.all()) {
      const box = await chart.boundingBox();
      expect([(box?.width ?? 0) > 300, (box?.height ?? 0) > 100]).toEqual([true, true]);
      expect(await chart.evaluate((svg) => svg.querySelectorAll('path[d], text').length)).toBeGreaterThan(10);
    }
    expect(await page.getByRole('img', { name: 'Losses of stakers' }).count()).toBe(1);
    await page.close();
  });

  it('is light or dark as the reader has it, with what it draws', async () => {
    const seen = new Set<string>();
    for (const scheme of ['light', 'dark'] as const) {
      const { page } = await open(scheme);
      const line = page.locator('#chart-balances-title + desc ~ g path[stroke-width="2.5"]').first();
      seen.add(`${await background(page)} ${await line.evaluate((path) => getComputedStyle(path).stroke)}`);
      await page.close();
    }
    expect(seen.size).toBe(2);
    expect([...seen].join()).not.toContain('none');
  });

  it('prints on A4: light, whole, on several pages, table heads on each', async () => {
    const { page } = await open('dark', A4);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await background(page)).toBe('rgb(255, 255, 255)');
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('table, figure, pre, dl')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((element) => element.textContent?.slice(0, 60)),
    );
    expect(tooWide).toEqual([]);
    const heads = await page.evaluate(() =>
      [...document.querySelectorAll('thead')].map((head) => getComputedStyle(head).display),
    );
    expect(new Set(heads)).toEqual(new Set(['table-header-group']));
    const pdf = (await page.pdf({ format: 'A4', printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(1);
    await page.close();
  });
});
