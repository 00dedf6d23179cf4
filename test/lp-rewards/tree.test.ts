/** From scores to a published tree, and what is refused on the way. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCumulative } from '../../api/domain/lp-rewards/cumulative.ts';
import { epochRewards, parseFile } from '../../api/domain/lp-rewards/files.ts';
import { isProven, leafOf } from '../../api/domain/lp-rewards/merkle-tree.ts';
import { distribute } from '../../lp-rewards/commands/distribute.ts';
import { check, tree } from '../../lp-rewards/commands/tree.ts';
import { cidOf, isCidOf } from '../../lp-rewards/write/cid.ts';
import { book, MAKERS, scored, written } from './book.ts';

const silent = (): void => undefined;
const [first = '', second = '', third = ''] = MAKERS;
let folder: string;
let out: string;
let rewards: string;

/** Maker 2 is linked to maker 1; maker 3 is not eligible. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dydx-lp-rewards-'));
  const options = await written(folder, { ...book(), links: [[second, first]] });
  out = options.out;
  await scored({ ...options, links: join(folder, 'links.csv') });
  await distribute({ scores: join(out, 'scores.json'), out }, silent);
  rewards = join(out, 'rewards-26.json');
});
afterEach(() => rm(folder, { recursive: true }));

const json = async (name: string) => JSON.parse(await readFile(join(out, name), 'utf8'));
const previous = async (rows: unknown): Promise<string> => {
  const path = join(folder, 'previous.json');
  await writeFile(path, typeof rows === 'string' ? rows : JSON.stringify(rows));
  return path;
};

describe('an epoch', () => {
  it('is paid to those who are eligible, at their primary addresses', async () => {
    const { providers, payments, pool, distributed, undistributed, markets, inputs } = parseFile(
      epochRewards,
      await readFile(rewards, 'utf8'),
      'rewards',
    );
    expect(providers.map(({ address, isEligible, paidTo }) => [address, isEligible, paidTo])).toEqual([
      [first, true, first],
      [second, true, first],
      [third, false, third],
    ]);
    expect(payments).toEqual([{ address: first, reward: distributed }]);
    expect(distributed + undistributed).toBe(pool);
    expect(providers.find(({ address }) => address === third)?.reward).toBe(0n);
    expect(markets.map(({ market, samples }) => [market, samples])).toEqual([
      ['BTC-USD', 3],
      ['SOL-USD', 3],
    ]);
    expect(inputs.map(({ role }) => role)).toContain('orders');
  });

  it('is added to the tree before, with proofs that the contract takes', async () => {
    const path = await previous([
      [first, '5'],
      [third, '7'],
    ]);
    await tree({ rewards, previous: path, proof: [third], out }, silent);
    const amounts = parseCumulative(await readFile(join(out, 'tree-26.json'), 'utf8'), 'tree');
    const { payments } = await json('rewards-26.json');
    expect(amounts.get(first)).toBe(BigInt(payments[0].reward) + 5n);
    expect(amounts.get(third)).toBe(7n);
    const { root, cid, accounts, total, inputs } = await json('tree-26.root.json');
    expect([accounts, total]).toEqual([2, String(BigInt(payments[0].reward) + 12n)]);
    expect(inputs.map(({ role }: { role: string }) => role)).toEqual(['rewards', 'previous tree']);
    const proofs = await json('tree-26.proofs.json');
    for (const account of [first, third])
      expect(isProven(root, leafOf(account, BigInt(proofs[account].cumulative)), proofs[account].proof)).toBe(true);
    await check({ tree: join(out, 'tree-26.json'), previous: path, root, cid }, silent);
  });
});

describe('is refused, and nothing is written:', () => {
  it.each<[string, string, RegExp, unknown, object]>([
    [
      'an address twice',
      'LP_ADDRESS_TWICE',
      /Row 2 of previous.json/,
      [
        [first, '5'],
        [first, '7'],
      ],
      {},
    ],
    ['an amount that is a number', 'LP_TREE_FORMAT', /Row 1 of/, [[first, 5]], {}],
    ['an amount below zero', 'LP_TREE_FORMAT', /Row 1 of/, [[first, '-5']], {}],
    ['no address', 'LP_TREE_FORMAT', /Row 1 of/, [['0x12', '5']], {}],
    ['an empty list', 'LP_TREE_FORMAT', /no list/, [], {}],
    ['a file cut off', 'LP_TREE_FORMAT', /does not end/, `[["${first}", "5"], ["0x`, {}],
    ['another root', 'LP_ROOT', /has the root 0x/, [[first, '5']], { previousRoot: `0x${'1'.repeat(64)}` }],
    [
      'another CID',
      'LP_CID',
      /is not the file/,
      [[first, '5']],
      { previousCid: 'bafybeic22w5uxknvce4kzci7fftgezsccxgpvruyh2ro4a4qkbxpi5pdqu' },
    ],
    ['no CID at all', 'LP_CID', /is no CID/, [[first, '5']], { previousCid: 'Qm' }],
    ['a proof of somebody else', 'LP_NOT_IN_TREE', /is not in the tree/, [[first, '5']], { proof: [third] }],
  ])('%s', async (_name, code, message, rows, options) => {
    const before = await readdir(out);
    const given = { rewards, previous: await previous(rows), proof: [], out, ...options };
    await expect(tree(given, silent)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await readdir(out)).toEqual(before);
  });

  it('a tree in which somebody has less than before', async () => {
    const path = await previous([
      [first, '5'],
      [third, '7'],
    ]);
    const next = join(folder, 'next.json');
    for (const rows of [
      [[first, '5']],
      [
        [first, '5'],
        [third, '6'],
      ],
    ]) {
      await writeFile(next, JSON.stringify(rows));
      await expect(check({ tree: next, previous: path }, silent)).rejects.toMatchObject({
        code: 'LP_AMOUNT_DECREASES',
      });
    }
  });

  it('rewards cut off, or of another form', async () => {
    const text = await readFile(rewards, 'utf8');
    await writeFile(rewards, text.slice(0, -10));
    await expect(tree({ rewards, proof: [], out }, silent)).rejects.toMatchObject({ code: 'LP_FILE_FORMAT' });
    await writeFile(rewards, text.replace('lp-rewards/1', 'lp-rewards/2'));
    await expect(tree({ rewards, proof: [], out }, silent)).rejects.toMatchObject({ code: 'LP_FILE_FORMAT' });
  });

  it.each([
    [
      'an address twice',
      'LP_ADDRESS_TWICE',
      { epoch: 10, quoteScore: { [`0x${'a'.repeat(40)}`]: 1, [`0x${'A'.repeat(40)}`]: 1 } },
    ],
    ['a score below zero', 'LP_FILE_FORMAT', { epoch: 10, quoteScore: { [first]: -1 } }],
    ['no epoch', 'LP_FILE_FORMAT', { quoteScore: {} }],
    ['an epoch without rewards', 'LP_EPOCH', { epoch: 40, quoteScore: { [first]: 1 } }],
    [
      'links in a row',
      'LP_LINKS',
      { epoch: 10, quoteScore: { [first]: 1 }, linkedPrimaryAddresses: { [first]: second, [second]: third } },
    ],
  ])('oracle data with %s', async (_name, code, data) => {
    const oracle = await previous(data);
    await expect(distribute({ oracle, out }, silent)).rejects.toMatchObject({ code });
  });

  it('links of an epoch before there were any', async () => {
    const path = join(out, 'scores.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"epoch": 26', '"epoch": 9'));
    await expect(distribute({ scores: path, out }, silent)).rejects.toMatchObject({ code: 'LP_LINKS' });
  });

  it('scores and oracle data at once, or neither', async () => {
    await expect(distribute({ out }, silent)).rejects.toMatchObject({ code: 'OPTIONS' });
    await expect(distribute({ scores: rewards, oracle: rewards, out }, silent)).rejects.toMatchObject({
      code: 'OPTIONS',
    });
  });
});

describe('the CID', () => {
  const content = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8) * 7) & 255);

  it.each([
    [
      10,
      'bafybeidhluiinwjpt5g3brsllxvwx47jzd6t33k2sek56dejlp3kwrymku',
      'QmVJ91V7ZYUb5bMaDvac8fx3MzAJ8i6UADjFuRvdUG3CUC',
    ],
    [
      262_145,
      'bafybeicb6mnhwzgymlo43bb2dyzkjzx4dhxsp5f4yw5lcg2olmwrs4dioi',
      'QmUeViBXjU2gAQjPhgfnkggXv2z9Fmc7bcyPURAQuVb5nr',
    ],
    [
      1_000_000,
      'bafybeic3slsmduyvgdhyxmonryog3nxifr2cwo5wjvvx4dp2apz5hwn5rq',
      'bafybeifkndcs2kxv26zhmsrfb65w4z3jbkucauw4x3bobgaanr56obozha',
    ],
    [
      45_613_057,
      'bafybeifutv5266lkoo6kgownrl5b4juwubd4gvec4m4de5sjv22755wfle',
      'bafybeihr7g6tzxx3ngulodiuwm2mvgfumbxrp65wbw5gl2rpk3lrhcwfky',
    ],
  ])('of %i bytes is the one IPFS gives, in each of its layouts', async (length, cid, other) => {
    const bytes = content(length);
    expect(String(await cidOf(bytes))).toBe(cid);
    expect(await isCidOf(other, bytes)).toBe(true);
    expect(await isCidOf(other, content(length - 1))).toBe(false);
  });
});
