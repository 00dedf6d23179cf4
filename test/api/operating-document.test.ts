/** docs/operating.md says what the settings and the metrics are: the tables are those that follow from the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { environmentSettings, parseConfig, readConfig } from '../../api/config.ts';
import { metrics, registry } from '../../api/metrics.ts';
import { environmentName, SETTINGS } from '../../api/settings.ts';

const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8');
const parsed = parseConfig({ graphNodeUrl: 'http://localhost' });

function shown(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : `\`${value.join(',')}\``;
  return `\`${value}\``;
}

const settingsTable = Object.entries(SETTINGS)
  .map(([title, group]) => {
    const rows = Object.entries(group).map(([name, type]) => {
      const value = name === 'graphNodeUrl' ? undefined : parsed[name as keyof typeof parsed];
      return `| \`${environmentName(name)}\` | ${shown(value)} | ${type.description} |`;
    });
    return [`### ${title}`, '', '| setting | default | what |', '|---|---|---|', ...rows].join('\n');
  })
  .join('\n\n');

const metricsTable = [
  '| metric | what |',
  '|---|---|',
  ...Object.values(metrics).map((metric) => {
    const { name, help, labelNames } = metric as unknown as { name: string; help: string; labelNames: string[] };
    const labels = labelNames.length === 0 ? '' : `{${labelNames.join(', ')}}`;
    return `| \`${name}${labels}\` | ${help} |`;
  }),
].join('\n');

describe('the page on operating', () => {
  it('lists every setting with its default', () => expect(page).toContain(settingsTable));
  it('lists every metric', async () => {
    expect(page).toContain(metricsTable);
    const names = (await registry.getMetricsAsJSON())
      .map(({ name }) => name)
      .filter((name) => name.startsWith('gateway_'));
    expect(names.toSorted()).toEqual(
      Object.values(metrics)
        .map((metric) => (metric as unknown as { name: string }).name)
        .toSorted(),
    );
  });
});

describe('settings', () => {
  it('come from the environment by their names, arguments first', () => {
    const env = {
      GRAPH_NODE_URL: 'http://a',
      PORT: '1',
      MAX_COST: '7',
      INTROSPECTION: 'false',
      CORS_ORIGIN: '',
      HOST: '',
    };
    expect(environmentSettings(env)).toEqual({
      graphNodeUrl: 'http://a',
      port: '1',
      maxCost: '7',
      introspection: 'false',
      corsOrigin: '',
    });
    expect(readConfig(['--port', '2'], env)).toMatchObject({
      port: 2,
      maxCost: 7,
      introspection: false,
      corsOrigin: [],
    });
  });

  it.each([
    [{ MAX_COST: 'x' }, 'maxCost'],
    [{ INTROSPECTION: 'maybe' }, 'introspection'],
    [{ API_KEYS: '[{"name":"a"}]' }, 'apiKeys'],
  ])('that are not usable are named: %j', (env, name) => {
    const read = () => readConfig([], { GRAPH_NODE_URL: 'http://a', ...env });
    expect(read).toThrow(expect.objectContaining({ code: 'BAD_CONFIG', message: expect.stringContaining(name) }));
  });
});
