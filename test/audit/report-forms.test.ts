/** The three forms of a report: nothing breaks out, every digit is there, the same report gives the same bytes. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FORMATS } from '../../audit/report/options.ts';
import { Report } from '../../audit/report/shape.ts';
import { amount, dydx, percent, usdc } from '../../audit/report/write/amounts.ts';
import { render } from '../../audit/report/write/render.ts';
import { HOSTILE, SAMPLE } from './report-sample.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('amounts', () => {
  it.each([
    ['0', '0.000000'],
    ['1', '0.000001'],
    ['-1', '-0.000001'],
    ['999999', '0.999999'],
    ['50035671336217', '50,035,671.336217'],
    ['-1000000000', '-1,000.000000'],
    ['123456789012345678901234567890', '123,456,789,012,345,678,901,234.567890'],
  ])('%s base units of USDC are %s', (baseUnits, text) => {
    expect(usdc(baseUnits)).toBe(text);
    expect(BigInt(usdc(baseUnits).replaceAll(/[.,]/g, ''))).toBe(BigInt(baseUnits));
  });

  it('have their unit', () => {
    expect(dydx('410958909244800000000001')).toBe('410,958.909244800000000001');
    expect(amount('1', 'DYDX')).toBe('0.000000000000000001 DYDX');
    expect(amount('0', null)).toBe('–');
    expect(percent('2500')).toBe('25.00 %');
  });
});

describe('forms', () => {
  it.each(FORMATS)('%s is the same at any time and place', async (format) => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const one = await render(SAMPLE, format);
    vi.setSystemTime(4e12);
    expect(await render(structuredClone(SAMPLE), format)).toBe(one);
  });

  it('json is the report', async () => {
    const text = await render(SAMPLE, 'json');
    expect(Report.parse(JSON.parse(text))).toEqual(SAMPLE);
  });

  it('json with another field is of another format', () => {
    const { losses, ...rest } = SAMPLE;
    expect(losses).toBeDefined();
    expect(Report.safeParse(rest).success).toBe(false);
    expect(Report.safeParse({ ...SAMPLE, pool: SAMPLE.pool.toUpperCase() }).success).toBe(false);
  });
});

describe('html', () => {
  it('shows hostile text as text', async () => {
    const html = await render(SAMPLE, 'html');
    expect(html).not.toMatch(/<script/i);
    const escaped = HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(html).toContain(escaped.replaceAll('"', '&quot;').replaceAll("'", '&#39;'));
  });

  it('needs no network and no script', async () => {
    const html = await render(SAMPLE, 'html');
    expect(html).not.toMatch(/(?:src|href)="(?!data:)/);
    expect(html).not.toMatch(/url\(|@import/);
  });

  it('names every chart for those who do not see it, and once', async () => {
    const html = await render(SAMPLE, 'html');
    const ids = [...html.matchAll(/<svg [^>]*role="img" aria-labelledby="([\w-]+) ([\w-]+)"/g)];
    expect(ids.length).toBe(5);
    for (const [, title, desc] of ids) {
      expect(html).toMatch(new RegExp(`<title id="${title}">[^<]+</title>`));
      expect(html).toMatch(new RegExp(`<desc id="${desc}">[^<]+</desc>`));
    }
    const all = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('markdown', () => {
  it('keeps its tables whole', async () => {
    const lines = (await render(SAMPLE, 'md')).split('\n');
    const bars = (line: string) => line.replaceAll('\\|', '').split('|').length;
    const rules = lines.flatMap((line, index) => (/^\|(?:-+:?\|)+$/.test(line) ? [index] : []));
    expect(rules.length).toBeGreaterThan(8);
    for (const rule of rules) {
      const end = lines.findIndex((line, index) => index > rule && !line.startsWith('|'));
      const table = lines.slice(rule - 1, end);
      expect(table.map((line) => [line, bars(line)])).toEqual(table.map((line) => [line, bars(lines[rule] as string)]));
    }
  });

  it('lets nothing but the report make headings, links or elements', async () => {
    const md = await render(SAMPLE, 'md');
    const outside = md.replaceAll(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, '').replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/(?<!\\)<|(?<!\\)\]\(|^# not/m);
    expect(md.match(/^# .*$/gm)).toEqual([`# Audit report: liquidity pool ${SAMPLE.pool}, epoch 3`]);
  });

  it('says at once that a check fails', async () => {
    const md = await render(SAMPLE, 'md');
    expect(md.indexOf('1 of 1 checks FAIL: order')).toBeLessThan(600);
    expect(md.indexOf('1 of 1 checks FAIL: order')).toBeGreaterThan(0);
  });

  it('marks an epoch that runs', async () => {
    const head = { number: 12, hash: SAMPLE.opening.block.hash, timestamp: 1_600_000 };
    const md = await render({ ...SAMPLE, epoch: { ...SAMPLE.epoch, isClosed: false, head } }, 'md');
    expect(md).toContain('NOT CLOSED');
    expect(md).toContain('epoch 3 \\(not closed\\)'.replaceAll('\\', ''));
  });
});
