/** Nothing that is stored or derived is left out of its export, and every column says what it is. */
import { buildASTSchema, type GraphQLField, isListType, isObjectType, parse, print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { DATASETS } from '../../api/export/catalogue.ts';
import { describeColumns } from '../../api/export/describe.ts';
import { compileQuery } from '../../api/export/query.ts';
import { extendUpstream } from '../../api/schema/load.ts';
import { upstreamSchema } from '../support/upstream-schema.ts';

const schema = extendUpstream(upstreamSchema());
/** There is one pool; an activity's changes are an export of their own; lists of rows are those rows' exports; a tree has a moment of its own. */
const elsewhere = new Set([
  'pool',
  'changes',
  'activity',
  'bookedIn',
  'epochSeries',
  'activityConnection',
  'lastEpoch',
  'tree',
]);
/** Ids that are the number in another column, and what is the same in every row or already its borrower. */
const alsoThere = new Set([
  ...['Epoch.id', 'Shortfall.id', 'StakerEpoch.filled', 'BorrowerEpoch.filled', 'Borrower.starkProxy'],
  ...['ScheduledBorrowerAllocationChange.verb', 'ScheduledBorrowerAllocationChange.actors'],
  // Of trees: whether one is there depends on when its file arrived, and the same block must give the same bytes.
  ...[
    'cumulativeRewards',
    'cumulativeRewardsProposed',
    'claimableRewards',
    'pendingRewards',
    'claimableFrom',
    'proof',
  ].map((field) => `RewardsAccount.${field}`),
]);

function isOwn({ name, type, args }: GraphQLField<unknown, unknown>): boolean {
  if (elsewhere.has(name)) return false;
  if (args.some((argument) => argument.name !== 'at')) return false;
  const item = String(type).replace(/[![\]]/g, '');
  const isRows = isListType('ofType' in type ? type.ofType : type) && isObjectType(schema.getType(item));
  return !isRows || name === 'pendingDebtReceipts';
}

describe.each([...DATASETS.values()])('the export $what', (dataset) => {
  it('has every field of its rows', () => {
    const row = schema.getType(dataset.rowType);
    const types = isObjectType(row) ? [row] : schema.getPossibleTypes(row as never);
    const paths = new Set([...dataset.columns.values()].map(({ field }) => field.split('.')[0] ?? ''));
    const missing = types.flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isOwn(field) && !paths.has(field.name))
        .map(({ name }) => `${type.name}.${name}`),
    );
    // The epoch's number stands for the epoch.
    const isEpoch = (name: string): boolean => name.endsWith('Epoch.epoch') && paths.has('number');
    expect(
      missing.filter((name) => !isEpoch(name) && !(dataset.rowType !== 'Activity' && alsoThere.has(name))),
    ).toEqual([]);
  });

  it('describes every column, numbers with their unit', () => {
    const columns = describeColumns(schema, dataset);
    expect(columns.length).toBeGreaterThan(3);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    for (const { name, kind, description } of columns) {
      expect(description, name).toMatch(/^[A-Z`].*\.$/);
      if (['integer', 'decimal', 'digits'].includes(kind.type)) expect(kind.unit, name).not.toBeNull();
    }
  });

  it('has a unit that its field says too', () => {
    for (const { name, kind, description } of describeColumns(schema, dataset)) {
      if (kind.unit?.startsWith('USDC')) expect(description, name).toMatch(/USDC|base units \(10\^-6\)/);
      if (kind.unit?.startsWith('DYDX base units (')) expect(description, name).toMatch(/DYDX base units \(10\^-18\)/);
      if (/DYDX base units \(10\^-18\)/.test(description)) expect(kind.unit, name).toContain('DYDX');
      if (kind.unit === 'unix seconds') expect(description, name).toContain('unix seconds');
    }
  });

  it('asks for its columns at one block, and for the proof of its state', () => {
    const text = print(compileQuery(schema, dataset, describeColumns(schema, dataset)));
    expect(text).toContain('$block: Block_height!');
    expect([...text.matchAll(/block: \$block/g)].length).toBe(2);
  });
});

it('says which field the schema lacks', () => {
  const old = buildASTSchema(parse('scalar BigInt type Query { a: Int } type EpochFlow { verb: String! }'));
  const flows = DATASETS.get('flows');
  expect(() => flows && describeColumns(old, flows)).toThrow(/EpochFlow\.epoch\.number/);
});
