/** Both formats write exactly what the rows say, and the same rows as the same bytes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { type CellType, type Column, from, type Kind } from '../../api/export/column.ts';
import { CSV } from '../../api/export/csv.ts';
import type { FileFormat } from '../../api/export/encoder.ts';
import { PARQUET } from '../../api/export/parquet.ts';
import type { JsonObject } from '../../api/json.ts';
import { readRows } from '../support/duckdb.ts';

function column(name: string, type: CellType, options: Partial<Column> & { field?: string } = {}): Column {
  const kind: Kind = { type, unit: null };
  const path = from(options.field ?? name, kind).field.split('.');
  return { name, kind, path, only: null, nullable: true, description: '', ...options };
}

const COLUMNS = [
  column('sequence', 'integer', { nullable: false }),
  column('amount', 'decimal'),
  column('index', 'digits'),
  column('note', 'text'),
  column('yes', 'boolean'),
  column('actors', 'list', { nullable: false }),
  column('debts', 'json'),
  column('staker', 'text', { field: 'staker.id' }),
  column('value', 'text', { only: new Set(['A']) }),
];

const LARGEST = '9'.repeat(38);
const ROWS: JsonObject[] = [
  {
    __typename: 'A',
    sequence: 1,
    amount: LARGEST,
    index: `1${'0'.repeat(77)}`,
    note: 'a "quoted", text\nof two lines',
    yes: false,
    actors: ['0xaa', '0xbb'],
    debts: [{ index: '0' }],
    staker: { id: '0x01' },
    value: 'mine',
  },
  { __typename: 'B', sequence: 9007199254740993n.toString(), amount: `-${LARGEST}`, actors: [], value: 'not mine' },
];

function write(format: FileFormat, rows: readonly JsonObject[], pages = 1): Buffer {
  const encoder = format.open(COLUMNS, { what: 'test', block: '7' });
  const size = Math.ceil(rows.length / pages) || 1;
  const parts: Uint8Array[] = [];
  for (let i = 0; i < rows.length; i += size) parts.push(encoder.push(rows.slice(i, i + size)));
  return Buffer.concat([...parts, encoder.end()]);
}

/** As another reader has it: numbers in digits, in the order of the file. */
async function readParquet(file: Buffer): Promise<unknown[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'dydx-export-'));
  try {
    await writeFile(join(folder, 'test.parquet'), file);
    return await readRows(join(folder, 'test.parquet'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const parsed = (file: Buffer): ArrayBuffer => new Uint8Array(file).buffer;
const many = Array.from({ length: 12_345 }, (_, i) => ({ ...ROWS[i % 2], sequence: i + 1 }));

describe('CSV', () => {
  it('writes plain digits, and quotes what needs it', () => {
    expect(write(CSV, ROWS).toString()).toBe(
      [
        'sequence,amount,index,note,yes,actors,debts,staker,value',
        `1,${LARGEST},1${'0'.repeat(77)},"a ""quoted"", text\nof two lines",false,0xaa 0xbb,"[{""index"":""0""}]",0x01,mine`,
        `9007199254740993,-${LARGEST},,,,,,,`,
        '',
      ].join('\n'),
    );
  });

  it('is a header where there are no rows', () => {
    expect(write(CSV, []).toString()).toBe('sequence,amount,index,note,yes,actors,debts,staker,value\n');
  });
});

describe('Parquet', () => {
  it('holds the exact values', async () => {
    const file = write(PARQUET, ROWS);
    const [first, second] = await readParquet(file);
    const values = ['a "quoted", text\nof two lines', false, ['0xaa', '0xbb'], '[{"index":"0"}]', '0x01', 'mine'];
    expect(first).toEqual(['1', LARGEST, `1${'0'.repeat(77)}`, ...values]);
    expect(second).toEqual(['9007199254740993', `-${LARGEST}`, null, null, null, [], null, null, null]);
    const { schema, key_value_metadata } = parquetMetadata(parsed(file));
    expect(schema.find(({ name }) => name === 'amount')).toMatchObject({ converted_type: 'DECIMAL', precision: 38 });
    expect(schema.find(({ name }) => name === 'sequence')).toMatchObject({ repetition_type: 'REQUIRED' });
    expect(key_value_metadata).toEqual([
      { key: 'what', value: 'test' },
      { key: 'block', value: '7' },
    ]);
  });

  it('is a whole file where there are no rows', () => {
    expect(parquetMetadata(parsed(write(PARQUET, []))).num_rows).toBe(0n);
  });

  it.each([
    ['a number of 39 digits', { amount: `1${'0'.repeat(38)}` }],
    ['a negative one', { amount: `-1${'0'.repeat(38)}` }],
    ['a number above 64 bits', { sequence: String(2n ** 63n) }],
    ['a value that is missing', { actors: null }],
    ['a text for a number', { amount: 'many' }],
  ])('refuses %s', (_what, spoilt) => {
    expect(() => write(PARQUET, [{ ...ROWS[0], ...spoilt }])).toThrow();
  });

  it('writes in groups of one size however the rows come', () => {
    const { row_groups } = parquetMetadata(parsed(write(PARQUET, many, 13)));
    expect(row_groups.map(({ num_rows }) => num_rows)).toEqual([5000n, 5000n, 2345n]);
  });
});

it.each([CSV, PARQUET])('the same rows are the same bytes', (format) => {
  expect(write(format, many, 13).equals(write(format, many, 2))).toBe(true);
});
