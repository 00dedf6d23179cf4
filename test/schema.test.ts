/** Every type, field and value of the API says what it is, where clients can read it, and amounts say their unit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  parse,
  type TypeDefinitionNode,
} from 'graphql';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const EXTENSIONS = 'api/schema/extensions/';
const UNIT =
  /USDC|USD|fraction of|plain number|wei|base units of that token|stkUSDC|DYDX|seconds|unix|of 10,000|times 10\^|[Nn]umber of|block number|[Ee]poch|in the (same )?unit|[Bb]lock|[Pp]osition|same unit|unit of the field/;

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const list = (folder: string): string[] =>
  readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));

function definitions(file: string): TypeDefinitionNode[] {
  // Extensions add to types that the Graph Node makes; Graph Node's own directives and scalars are its own.
  return parse(read(file), { noLocation: true }).definitions.filter(
    (node): node is TypeDefinitionNode => 'fields' in node || 'values' in node,
  );
}

const innerType = (field: FieldDefinitionNode): string => {
  let type = field.type;
  while (type.kind !== 'NamedType') type = type.type;
  return type.name.value;
};

const fieldsOf = (type: TypeDefinitionNode): readonly FieldDefinitionNode[] =>
  'fields' in type ? ((type.fields ?? []) as FieldDefinitionNode[]) : [];

describe.each(['schema.graphql', ...list(EXTENSIONS)])('%s', (file) => {
  const types = definitions(file);

  it('describes something', () => expect(types).not.toEqual([]));

  it('describes every type', () => {
    const without = types.filter((type) => !type.kind.endsWith('Extension') && !type.description?.value.trim());
    expect(without.map((type) => type.name.value)).toEqual([]);
  });

  it('describes every field, integers and decimals with their unit', () => {
    const faults: string[] = [];
    for (const type of types) {
      for (const field of fieldsOf(type)) {
        const name = `${type.name.value}.${field.name.value}`;
        const text = field.description?.value ?? '';
        if (!text.trim()) faults.push(`${name}: no description`);
        else if (['BigInt', 'BigDecimal'].includes(innerType(field)) && !UNIT.test(text))
          faults.push(`${name}: no unit in "${text}"`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('describes every value of an enum', () => {
    const values = types.flatMap((type) => ('values' in type ? (type.values ?? []) : []));
    expect(values.filter((value) => !value.description?.value.trim()).map((value) => value.name.value)).toEqual([]);
  });
});

describe('the ledger of schema.graphql', () => {
  const types = definitions('schema.graphql');
  const type = (name: string) => types.find((node) => node.name.value === name) as ObjectTypeDefinitionNode;
  const values = (name: string) => (types.find((node) => node.name.value === name) as EnumTypeDefinitionNode).values;
  const has = (name: string, field: string) => fieldsOf(type(name)).some((node) => node.name.value === field);
  const directive = (node: ObjectTypeDefinitionNode, name: string) =>
    node.directives?.find((entry) => entry.name.value === name)?.arguments?.map((entry) => entry.name.value);

  it('names stored fields after the type that has them', () => {
    const owners = values('StoredField')?.map((value) => {
      const owners = value.description?.value.split(':')[0]?.split(' and ') ?? [];
      return owners.flatMap((owner) => (has(owner, value.name.value) ? [] : `${owner}.${value.name.value}`));
    });
    expect(owners?.flat()).toEqual([]);
  });

  it('decides for every stored number whether its changes are written down', () => {
    /** Sums of the activities themselves, what never changes, and what is no figure of the contract. */
    const leftOut =
      /^cumulative(?!EmittedRewards)|^(activity|staker|borrower|discrepancy|root|account|claim)Count$|^(first|last)Block$|^lastTimestamp$|^distribution(Start|End)$|^upgradedFromConfiguration$|^isKnownFromCreation$|^breachCount$|^starkKey$|^vaultId$|^args$|^updatedAt$|^queuedAt$|^queueCount$|^(earliest|latest)Submission$|^decidedAt$|^callsIndexed$/;
    const numbers = [
      ...['Pool', 'Staker', 'Borrower', 'StarkProxy', 'StarkKey', 'ExternalRecipient', 'ForcedTrade'],
      ...['RewardsDistributor', 'RewardsAccount'],
    ].flatMap((name) =>
      fieldsOf(type(name)).filter((field) => ['BigInt', 'Int', 'Boolean'].includes(innerType(field))),
    );
    const expected = new Set(numbers.map((field) => field.name.value).filter((name) => !leftOut.test(name)));
    const named = values('StoredField')?.map((value) => value.name.value) ?? [];
    expect(new Set([...expected, 'globalIndexAtEnd'])).toEqual(new Set(named));
    const journal = read('mappings/store/journal.ts');
    expect([...journal.matchAll(/^ {2}'(\w+)',$/gm)].map(([, field]) => field).sort()).toEqual(
      [...new Set(expected)].sort(),
    );
  });

  it('has a handler for every verb', () => {
    const source = [
      ...list('mappings/handlers/'),
      ...list('mappings/handlers/stark-proxy/'),
      'mappings/store/discrepancy.ts',
    ]
      .map(read)
      .join('\n');
    const verbs = values('Verb')?.map((value) => value.name.value) ?? [];
    expect(verbs.length).toBeGreaterThan(30);
    expect(verbs.filter((verb) => !source.includes(`'${verb}'`))).toEqual([]);
  });

  it('keeps the pool as a dimension of every series', () => {
    const isSeries = (node: TypeDefinitionNode): node is ObjectTypeDefinitionNode =>
      node.kind === 'ObjectTypeDefinition' &&
      (directive(node, 'aggregation') !== undefined || directive(node, 'entity')?.includes('timeseries') === true);
    const series = types.filter(isSeries).map((node) => node.name.value);
    expect(series).toEqual(['FlowData', 'FlowStats', 'PoolData', 'PoolStats']);
    expect(series.filter((name) => !has(name, 'pool'))).toEqual([]);
  });
});
