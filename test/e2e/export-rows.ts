/** Rows of an export as queries answer them, as text: written without the export's own queries. */
import { query } from '../support/duckdb.ts';
import { ask } from './ask.ts';

export interface ListedColumn {
  readonly name: string;
  readonly type: string;
  readonly field: string;
}

export interface ListedDataset {
  readonly what: string;
  readonly rowType: string;
  readonly columns: readonly ListedColumn[];
}

/** Roots that give the rows in the order of the export; `PAGE` is where a page begins. */
const ROOTS: Readonly<Record<string, string>> = {
  changes: 'stateChanges(first: 1000, skip: PAGE, orderBy: sequence, BLOCK)',
  stakers: 'stakers(first: 1000, skip: PAGE, BLOCK)',
  borrowers: 'borrowers(first: 1000, skip: PAGE, BLOCK)',
  epochs: 'epochs(BLOCK)',
  series: 'poolSeries(interval: day, BLOCK)',
  flows: 'epochFlows(first: 1000, skip: PAGE, orderBy: epoch__number, BLOCK)',
  'staker-epochs': 'stakerEpoches(first: 1000, skip: PAGE, orderBy: number, BLOCK)',
  'borrower-epochs': 'borrowerEpoches(first: 1000, skip: PAGE, orderBy: number, BLOCK)',
  shortfalls: 'shortfalls(first: 1000, skip: PAGE, orderBy: index, BLOCK)',
  allocations: 'scheduledBorrowerAllocationChanges(first: 1000, skip: PAGE, orderBy: sequence, BLOCK)',
  'stark-proxies': 'starkProxies(first: 1000, skip: PAGE, BLOCK)',
  'stark-keys': 'starkKeys(first: 1000, skip: PAGE, BLOCK)',
  'external-recipients': 'externalRecipients(first: 1000, skip: PAGE, BLOCK)',
  'exchange-positions': 'exchangePositions(first: 1000, skip: PAGE, BLOCK)',
  'stark-proxy-epochs': 'starkProxyEpoches(first: 1000, skip: PAGE, orderBy: number, BLOCK)',
  outflows: 'tokenOutflows(first: 1000, skip: PAGE, orderBy: transfer__sequence, BLOCK)',
  'forced-trades': 'forcedTrades(first: 1000, skip: PAGE, BLOCK)',
  breaches: 'breaches(first: 1000, skip: PAGE, orderBy: sequence, BLOCK)',
  'role-holders': 'roleHolders(first: 1000, skip: PAGE, BLOCK)',
  governance: 'governanceTimeline(first: 10000, BLOCK)',
  'rewards-roots': 'rewardsRoots(first: 1000, skip: PAGE, orderBy: epoch, BLOCK)',
  'rewards-accounts': 'rewardsAccounts(first: 1000, skip: PAGE, BLOCK)',
};

/** What columns that are objects hold. */
const OBJECTS: Readonly<Record<string, string>> = {
  pendingDebtReceipts: '{ index epoch amount inactiveBalanceBefore inactiveBalanceAfter }',
  values: '{ name unit oldValue newValue }',
  holders: '{ account accountName grantedAt epoch grantedBy grantedByName transactionFrom transactionHash }',
};

type Row = Readonly<Record<string, unknown>>;

/** All rows of a dataset at a block, by GraphQL. */
export async function graphqlRows(url: string, dataset: ListedDataset, block: number): Promise<string[][]> {
  if (dataset.what === 'activities') return activities(url, dataset, block);
  const rows = await pages(url, ROOTS[dataset.what] ?? '', block, dataset.columns);
  return rows.map((row) => dataset.columns.map((column) => text(column, row)));
}

/** Type by type, so that nothing is shared with the one query of the export. */
async function activities(url: string, { columns }: ListedDataset, block: number): Promise<string[][]> {
  const { data } = await ask(
    url,
    `{ __type(name: "Activity") { possibleTypes { name fields { name } } }
       __schema { queryType { fields { name type { ofType { ofType { ofType { name } } } } } } } }`,
  );
  const rows: { sequence: number; cells: string[] }[] = [];
  for (const { name, fields } of data.__type.possibleTypes) {
    const root = data.__schema.queryType.fields.find(
      (field: { type: { ofType?: { ofType?: { ofType?: { name?: string } } } } }) =>
        field.type.ofType?.ofType?.ofType?.name === name,
    ).name;
    const own = columns.filter((column) => isOf(column, name, fields));
    const list = `${root}(first: 1000, skip: PAGE, orderBy: sequence, BLOCK)`;
    for (const row of await pages(url, list, block, own))
      rows.push({
        sequence: Number(row.sequence),
        cells: columns.map((column) => (own.includes(column) ? text(column, row) : '')),
      });
  }
  return rows.sort((a, b) => a.sequence - b.sequence).map(({ cells }) => cells);
}

function isOf({ name, field }: ListedColumn, type: string, fields: { name: string }[]): boolean {
  if (name === 'allowance') return type === 'Approval';
  if (name === 'value' && type === 'Approval') return false;
  return field === '__typename' || fields.some((each) => each.name === field.split('.')[0]);
}

async function pages(url: string, root: string, block: number, columns: readonly ListedColumn[]): Promise<Row[]> {
  const isConnection = root.startsWith('governanceTimeline');
  const selection = isConnection ? `nodes { ${selectionOf(columns)} }` : selectionOf(columns);
  const rows: Row[] = [];
  for (let skip = 0; ; skip += 1000) {
    const list = root.replace('PAGE', String(skip)).replace('BLOCK', `block: { number: ${block} }`);
    const { data, errors } = await ask(url, `{ rows: ${list} { ${selection} } }`);
    if (errors) throw new Error(`${list}: ${errors[0]?.message}`);
    const page: Row[] = isConnection ? data.rows.nodes : data.rows;
    rows.push(...page);
    if (page.length < 1000 || !root.includes('PAGE')) return rows;
  }
}

export function selectionOf(columns: readonly ListedColumn[]): string {
  return columns.map(({ field }) => select(field.split('.'), OBJECTS[field] ?? '')).join(' ');
}

function select([name = '', ...rest]: string[], leaves: string): string {
  return rest.length === 0 ? `${name} ${leaves}` : `${name} { ${select(rest, leaves)} }`;
}

/** A value of a row as CSV has it. */
export function text({ field, type }: ListedColumn, row: Row): string {
  let value: unknown = row;
  for (const name of field.split('.')) value = (value as Row | null)?.[name] ?? null;
  if (value === null) return '';
  return type === 'list' ? (value as string[]).join(' ') : type === 'json' ? JSON.stringify(value) : String(value);
}

/** Rows of a CSV file, read by DuckDB with every value as the text it is. */
export async function csvRows(path: string): Promise<{ columns: string[]; rows: string[][] }> {
  const { columns, rows } = await query(
    `select * from read_csv('${path}', header = true, all_varchar = true, nullstr = '', quote = '"', escape = '"', delim = ',')`,
  );
  return { columns, rows: asText(rows) };
}

/** Rows of a Parquet file, values as CSV has them. */
export async function parquetRows(path: string): Promise<{ columns: string[]; rows: string[][] }> {
  const { columns, rows } = await query(`select * from read_parquet('${path}')`);
  return { columns, rows: asText(rows) };
}

function asText(rows: unknown[][]): string[][] {
  return rows.map((row) =>
    row.map((cell) => (cell === null ? '' : Array.isArray(cell) ? cell.join(' ') : String(cell))),
  );
}
