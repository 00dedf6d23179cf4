/** The connection `RewardsRoot.treeAccounts`: everybody in the tree of a root, by address. A tree never changes. */
import { integer } from '../../derived/rows.ts';
import { accountProof, amountOf, placeAfter, type RewardsTree } from '../../domain/distributor/rewards-tree.ts';
import { ApiError } from '../../errors.ts';
import { TREES_KEPT } from '../../execute/trees.ts';
import type { JsonObject } from '../../json.ts';
import type { LateField, LateNode, LateRequest } from '../../plan/late.ts';
import { type FieldCompiler, objectWriter } from '../../plan/object-writer.ts';
import { writeScalar } from '../../plan/write.ts';
import { type AccountRows, accountRows } from './account-rows.ts';

const MOST = 1000;
const CURSOR = /^t1\.([0-9a-f]{16})\.(0x[0-9a-f]{40})$/;

interface Page {
  readonly root: string;
  readonly tree: RewardsTree;
  /** Number of accounts before those of the page. */
  readonly from: number;
  readonly addresses: readonly string[];
  /** Texts of `account` for each of the selections that ask for it. */
  readonly accounts: ReadonlyMap<AccountRows, ReadonlyMap<string, string>>;
}

interface Entry {
  readonly page: Page;
  readonly address: string;
}

const cursorOf = (root: string, address: string | undefined): string | null =>
  address === undefined ? null : Buffer.from(`t1.${root.slice(2, 18)}.${address}`).toString('base64url');

export const treeAccounts: LateField = {
  needs: ['id', 'merkleRoot', 'epoch', 'ipfsCid'],
  compile(node) {
    const sources: AccountRows[] = [];
    const write = objectWriter(node.scope, node.type, node.sets, pageWriter(node, sources));
    return (rows, request) => {
      if (rows.length > TREES_KEPT)
        throw new ApiError(
          'BAD_USER_INPUT',
          `The query lists the trees of more than ${TREES_KEPT} roots: ask for fewer.`,
        );
      return Promise.all(
        rows.map(async (row) => {
          const page = await readPage(request, node, row);
          const accounts = await Promise.all(
            sources.map(async (source) => [source, await textsOf(request, source, page.addresses)] as const),
          );
          return write({ ...page, accounts: new Map(accounts) });
        }),
      );
    };
  },
};

async function readPage(request: LateRequest, { key }: LateNode, row: JsonObject): Promise<Omit<Page, 'accounts'>> {
  const root = String(row[key('merkleRoot')]);
  const first = request.args.first ?? 100;
  if (typeof first !== 'number' || !Number.isInteger(first) || first < 0 || first > MOST)
    throw new ApiError('BAD_USER_INPUT', `The argument first must be from 0 to ${MOST}: correct it.`);
  const after = readCursor(request.args.after ?? null, root);
  const named = { id: String(row[key('id')]), merkleRoot: root, ipfsCid: String(row[key('ipfsCid')]) };
  const tree = await request.tree({ ...named, epoch: Number(integer(row, key('epoch'))) });
  const from = placeAfter(tree, after);
  const addresses = tree.addresses.slice(from, from + first);
  request.spend(addresses.length);
  return { root, tree, from, addresses };
}

/** The address to go on after. */
function readCursor(after: unknown, root: string): string | null {
  if (after === null) return null;
  const text = typeof after === 'string' ? Buffer.from(after, 'base64url').toString('latin1') : '';
  const [, ofRoot, address] = CURSOR.exec(text) ?? [];
  if (address === undefined)
    throw new ApiError('CURSOR_INVALID', 'The argument after is no cursor of this list: pass one from a page of it.');
  if (ofRoot !== root.slice(2, 18))
    throw new ApiError(
      'CURSOR_INVALID',
      'The cursor is of the tree of another root: use it with the root it came from.',
    );
  return address;
}

async function textsOf(request: LateRequest, source: AccountRows, addresses: readonly string[]) {
  const { answer, rows } = await source.read(request, addresses);
  const texts = await source.write(request, answer, rows);
  return new Map(rows.map(({ values }, i) => [String(values.id), texts[i] as string]));
}

function pageWriter({ scope }: LateNode, sources: AccountRows[]): FieldCompiler<Page> {
  const list = (write: (entry: Entry) => string) => (page: Page) =>
    `[${page.addresses.map((address) => write({ page, address })).join(',')}]`;
  return (name, type, sets) => {
    if (name === 'totalCount') return ({ tree }) => String(tree.addresses.length);
    if (name === 'nodes') return list(objectWriter(scope, type, sets, nodeWriter(sources, scope)));
    if (name === 'pageInfo')
      return objectWriter(scope, type, sets, (field) => (page) => writeScalar(pageInfo(page, field)));
    const edge: FieldCompiler<Entry> = (field, nodeType, nodeSets) =>
      field === 'cursor'
        ? ({ page, address }) => writeScalar(cursorOf(page.root, address))
        : objectWriter(scope, nodeType, nodeSets, nodeWriter(sources, scope));
    return list(objectWriter(scope, type, sets, edge));
  };
}

function nodeWriter(sources: AccountRows[], scope: LateNode['scope']): FieldCompiler<Entry> {
  return (name, _type, sets) => {
    if (name === 'id') return ({ address }) => writeScalar(address);
    if (name === 'cumulativeRewards') return ({ page, address }) => writeScalar(amountOf(page.tree, address));
    if (name === 'proof') return ({ page, address }) => writeScalar(accountProof(page.tree, address));
    const source = accountRows(scope, sets);
    sources.push(source);
    return ({ page, address }) => page.accounts.get(source)?.get(address) ?? 'null';
  };
}

function pageInfo({ addresses, tree, root, from }: Page, field: string): unknown {
  if (field === 'startCursor') return cursorOf(root, addresses[0]);
  if (field === 'endCursor') return cursorOf(root, addresses.at(-1));
  return field === 'hasNextPage' ? from + addresses.length < tree.addresses.length : from > 0;
}
