/** docs/auditing.md on the stack it is about: each query answers what the page shows, each command prints it. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RunningStack, startStack } from '../../stack/start.ts';
import { codeBlocks } from '../support/document.ts';
import { ask } from './ask.ts';
import { run } from './audit-command.ts';

const blocks = codeBlocks('auditing.md');
const pairs = blocks.flatMap(({ language, text }, index) =>
  language === 'graphql' ? [[text, blocks[index + 1]?.text ?? ''] as const] : [],
);

/** The modules behind the scripts that the page names. */
const MODULES: Readonly<Record<string, string>> = {
  verify: 'audit/verify.ts',
  audit: 'audit/report/main.ts',
  export: 'api/export/command/main.ts',
};

/** Arguments of the page's commands, each by the name of its script. */
const commands = blocks
  .filter(({ language }) => language === 'sh')
  .flatMap(({ text }) => [...text.matchAll(/^npm run (\w+) -- (.*)$/gm)])
  .map(([, name = '', args = '']): [string, string[]] => [name, args.split(' ')]);

let stack: RunningStack;
let folder: string;
const printed = new Map<string, string>();

beforeAll(async () => {
  [stack, folder] = await Promise.all([
    startStack({ recording: BUNDLED_RECORDING, port: 0 }),
    mkdtemp(join(tmpdir(), 'auditing-')),
  ]);
});
afterAll(async () => {
  await stack?.stop();
  await rm(folder, { recursive: true, force: true });
});

it.each(pairs)('%s', async (query, answer) => {
  const { data, errors } = await ask(`${stack.gatewayUrl}/graphql`, query);
  expect(errors).toBeUndefined();
  expect(data).toEqual(JSON.parse(answer));
});

describe('the commands', () => {
  it('are there', () => {
    expect(new Set(commands.map(([name]) => name))).toEqual(new Set(Object.keys(MODULES)));
  });

  it.each(commands)('%s %j', async (name, args) => {
    const there = args.map((argument, index) => (args[index - 1] === '--out' ? join(folder, argument) : argument));
    const { status, out } = await run(MODULES[name] as string, ...there, '--api', `${stack.gatewayUrl}`);
    expect(status).toBe(0);
    printed.set(name, out);
  });

  it('print what the page shows', async () => {
    const shown = blocks.filter(({ language }) => language === 'text').flatMap(({ text }) => text.trim().split('\n'));
    expect(shown.length).toBeGreaterThan(1);
    for (const line of shown) expect(printed.get('verify')).toContain(line);
    const page = await readFile(new URL('../../docs/auditing.md', import.meta.url), 'utf8');
    const sheet = page.split('\n').filter((line) => /^\| .*\d\.\d{6} \|/.test(line) || line.startsWith('| **'));
    expect(sheet.length).toBeGreaterThan(8);
    const { out } = await run('audit/report/main.ts', '--epoch', '7', '--api', `${stack.gatewayUrl}`);
    for (const line of sheet) expect(out).toContain(line);
  });

  it('export the same bytes twice', async () => {
    const [one, two] = [join(folder, 'export-1'), join(folder, 'export-2')];
    const names = await readdir(one);
    expect(names.sort()).toEqual(['activities.csv', 'changes.csv', 'manifest.json', 'stakers.csv']);
    for (const name of names) expect(await readFile(join(one, name))).toEqual(await readFile(join(two, name)));
  });
});

it('names every check of verify', async () => {
  const page = await readFile(new URL('../../docs/auditing.md', import.meta.url), 'utf8');
  const ids = [...(printed.get('verify') ?? '').matchAll(/^. ([a-z-]+): /gm)].map(([, id]) => id as string);
  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter((id) => !new RegExp(`^\\|.*\`${id}\``, 'm').test(page))).toEqual([]);
});
