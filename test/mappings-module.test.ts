import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Source {
  name: string;
  mapping: { file: string; handler?: string; eventHandlers?: { handler: string }[] };
}

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** What a module of the mappings exports, under the names others see; its own functions are not among them. */
function exportsOf(path: string): string[] {
  return [...read(path).matchAll(/^export (?:\{(?<names>[^}]*)\}|\*) from '\.\/(?<file>[\w-]+)';/gms)].flatMap(
    ({ groups }) =>
      groups?.names === undefined ? exportsOfHandlers(`mappings/${groups?.file}.ts`) : namesIn(groups.names),
  );
}

const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map((entry) => entry.trim().split(' as ').at(-1) ?? '')
    .filter((name) => name !== '');

const exportsOfHandlers = (path: string): string[] =>
  [...read(path).matchAll(/^export \{([^}]*)\} from/gms)].flatMap((match) => namesIn(match[1] ?? ''));

const { dataSources, templates } = parse(read('subgraph.yaml')) as { dataSources: Source[]; templates: Source[] };

test('every handler that the manifest names is exported by the one module of the mappings, and nothing else is', () => {
  const named = [...dataSources, ...templates].flatMap(({ mapping }) => [
    ...(mapping.eventHandlers ?? []).map(({ handler }) => handler),
    ...(mapping.handler === undefined ? [] : [mapping.handler]),
  ]);
  // The manifest of mainnet follows no calls.
  const wanted = new Set([...named, 'handleFailsafeDeleteUserInactiveBalance']);
  expect([...wanted].sort()).toEqual(exportsOf('mappings/main.ts').sort());
});

test('all data sources share that module, so that it is compiled once', () => {
  const files = [...dataSources, ...templates].map(({ mapping }) => mapping.file);
  expect(new Set(files)).toEqual(new Set(['./mappings/main.ts']));
});
