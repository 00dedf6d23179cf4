/** `npm run verify` on `quirks`: clean, with rows changed in the database, and against what the contract answered. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyCommand } from '../../audit/command.ts';
import type { Output } from '../../audit/progress.ts';
import type { Verification } from '../../audit/run.ts';
import { QUIRKS_LEDGER, quirksLedger, readLedger } from '../support/kept-ledger-file.ts';
import { type RecordedArchive, startRecordedArchive } from '../support/recorded-archive.ts';
import { recordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';
import { type Ended, lyingApi, run } from './audit-command.ts';
import { END, FALSEHOODS } from './verify-falsehoods.ts';
import { lies } from './verify-lies.ts';
import { startVerifyStack, type VerifyStack } from './verify-stack.ts';

const RECORDING = recordingFile('quirks');
const LAST_BLOCK = 111;
const CHECKS = 24;

let stack: VerifyStack;
let archive: RecordedArchive;
/** Without Multicall3. */
let plain: RecordedArchive;

beforeAll(async () => {
  stack = await startVerifyStack(RECORDING);
  const archives = [true, false].map((multicall) =>
    startRecordedArchive({ recording: RECORDING, chain: stack.chain, multicall }),
  );
  [archive, plain] = (await Promise.all(archives)) as [RecordedArchive, RecordedArchive];
});
afterAll(async () => {
  await Promise.all([archive?.close(), plain?.close()]);
  await stack?.stop();
});

/** The command as a user runs it; without a process of its own; and without anything remembered of earlier rows. */
const npmRunVerify = (...args: readonly string[]): Promise<Ended> =>
  run('audit/verify.ts', '--api', stack.api, ...args);
const verify = (...args: readonly string[]): Promise<Ended> => within('--api', stack.api, ...args);
const verifyAnew = (...args: readonly string[]): Promise<Ended> => within('--api', stack.forgetful, ...args);

async function within(...args: readonly string[]): Promise<Ended> {
  const [out, err]: [string[], string[]] = [[], []];
  const [stdout, stderr] = [out, err].map((lines) => ({ write: (text: string) => lines.push(text) })) as [
    Output,
    Output,
  ];
  return { status: await verifyCommand(args, stdout, stderr), out: out.join(''), err: err.join('') };
}

/** Faults that a printed verification names, by check. */
function faultsIn(out: string): Record<string, string[]> {
  const faults: Record<string, string[]> = {};
  let check = '';
  for (const line of out.split('\n')) {
    check = /^[✔✘–] ([\w-]+): /.exec(line)?.[1] ?? check;
    const fault = /^ {4}✘ (.*)$/.exec(line)?.[1];
    if (fault !== undefined) faults[check] = [...(faults[check] ?? []), fault];
  }
  return faults;
}

const read = ({ out }: Ended): Verification => JSON.parse(out) as Verification;
const checkOf = ({ checks }: Verification, id: string) => checks.find((check) => check.id === id);
const idle = ({ checks }: Verification): string[] =>
  checks.filter(({ compared }) => compared === 0).map(({ id }) => id);
const unfinished = ({ err }: Ended): string => err.replace(/^ {2}verifying .*\n/gm, '');

it('finds everything right that is, and every check has compared something', async () => {
  const ended = await npmRunVerify('--json', '--rpc', archive.url);
  expect([ended.status, unfinished(ended)]).toEqual([0, '']);
  const verification = read(ended);
  expect(verification).toMatchObject({ holds: true, from: null, block: { number: LAST_BLOCK }, isExact: true });
  expect(verification.checks.flatMap(({ faults }) => faults)).toEqual([]);
  expect(verification.checks.length).toBe(CHECKS);
  expect(idle(verification)).toEqual([]);
  expect(checkOf(verification, 'contract')?.figures).toEqual({
    'block 111': expect.stringMatching(/^0x.*, Multicall3$/),
  });
});

describe('a stretch of it', () => {
  it('ends with the last second of an epoch, whose flows are shown', async () => {
    const ended = await verify('--json', '--epoch', '1');
    const verification = read(ended);
    const { data } = await ask(
      `${stack.api}/graphql`,
      '{ epochs(from: 1, to: 1) { end closing { block { number } } flows(where: { verb: stake }) { count amount } } }',
    );
    const [{ end, closing, flows }] = data.epochs;
    expect(ended.status).toBe(0);
    expect([verification.at, verification.block.number]).toEqual([String(BigInt(end) - 1n), closing.block.number]);
    expect(checkOf(verification, 'flows')?.figures.stake).toBe(`${flows[0].count} times ${flows[0].amount}`);
  });

  it('ends with a block', async () => {
    const { data } = await ask(`${stack.api}/graphql`, '{ pools(block: { number: 70 }) { activityCount } }');
    const verification = read(await verify('--json', '--block', '70'));
    expect(verification).toMatchObject({ holds: true, block: { number: 70 } });
    expect(checkOf(verification, 'order')?.figures.sequence).toBe(`1 to ${data.pools[0].activityCount}`);
  });

  it('lies between two blocks, with the contract asked at both', async () => {
    const { data } = await ask(
      `${stack.api}/graphql`,
      '{ before: pools(block: { number: 60 }) { activityCount } after: pools(block: { number: 100 }) { activityCount } }',
    );
    const [first, last] = [data.before[0].activityCount + 1, data.after[0].activityCount];
    const verification = read(await verify('--json', '--from', '60', '--to', '100', '--rpc', archive.url));
    expect(verification).toMatchObject({ holds: true, from: { number: 60 }, block: { number: 100 } });
    expect(checkOf(verification, 'order')?.figures.sequence).toBe(`${first} to ${last}`);
    expect(Object.keys(checkOf(verification, 'contract')?.figures ?? {})).toEqual(['block 60', 'block 100']);
  });

  it('is read at the second of its last activity where that of the block is not known', async () => {
    const { data } = await ask(`${stack.api}/graphql`, '{ pools(block: { number: 63 }) { lastTimestamp } }');
    const verification = read(await verifyAnew('--json', '--block', '63'));
    expect(verification).toMatchObject({ holds: true, isExact: false, at: data.pools[0].lastTimestamp });
  });

  it('says that an epoch that still runs is projected', async () => {
    const { data } = await ask(`${stack.api}/graphql`, '{ pools { currentEpoch } }');
    const { status, out } = await verify('--epoch', data.pools[0].currentEpoch);
    expect(status).toBe(0);
    expect(out).toMatch(/^State at second .* a projection: the newest block is before it/m);
  });

  it('says which checks had nothing to look at', async () => {
    const { status, out } = await verify('--from', '44', '--to', '45');
    expect(status).toBe(0);
    expect(out).toMatch(/^– shortfalls: /m);
    expect(out).toMatch(/Nothing to compare was found by: .*\bshortfalls\b/);
  });
});

describe('rows changed in the database', () => {
  it.each(FALSEHOODS)('$name is found and named', async ({ table, sql, found }) => {
    const [ended, named] = await stack.corrupted(table, sql, async (row) => [
      await verifyAnew('--block', `${END}`),
      found(row),
    ]);
    const faults = faultsIn(ended.out);
    expect(ended.status, ended.err).toBe(2);
    for (const [check, text] of named) expect(faults[check], text).toContainEqual(expect.stringContaining(text));
  });

  it('are found and named in a window too', async () => {
    const sql = `UPDATE staked SET amount = amount + 1 WHERE block$ = ${END} RETURNING sequence`;
    const [ended, { sequence }] = await stack.corrupted('staked', sql, async (row) => [
      await verifyAnew('--from', '60', '--to', `${END}`),
      row,
    ]);
    expect(ended.status).toBe(2);
    expect(faultsIn(ended.out).amounts).toContainEqual(expect.stringContaining(`: number ${sequence} (Staked), `));
  });

  it('a staker that is deleted leaves a row that cannot be read, which is named', async () => {
    const sql = `DELETE FROM staker WHERE id = (SELECT staker FROM withdrew_debt ORDER BY sequence LIMIT 1)
      AND block_range @> ${END} RETURNING '0x' || encode(id, 'hex') AS id`;
    const [ended, id] = await stack.corrupted('staker', sql, async (row) => [
      await verifyAnew('--block', `${END}`),
      row.id,
    ]);
    expect([ended.status, ended.out]).toEqual([1, '']);
    const [, sequence] =
      /^LEDGER_UNREADABLE: number (\d+) \(0x\w+\) of activities cannot .*\.\n$/.exec(unfinished(ended)) ?? [];
    const query = `{ activities(where: { sequence: ${sequence} }) { actors } }`;
    expect((await ask(`${stack.api}/graphql`, query)).data?.activities[0]?.actors, ended.err).toContain(id);
  });

  it('end the command with status 2', async () => {
    const sql = `DELETE FROM staked WHERE block$ = ${END} RETURNING sequence`;
    await stack.corrupted('staked', sql, async ({ sequence }) => {
      const ended = await npmRunVerify('--block', `${END}`, '--api', stack.forgetful);
      expect(ended.status).toBe(2);
      expect(ended.out).toMatch(new RegExp(`^ {4}✘ number ${sequence} is missing: number ${sequence} `, 'm'));
    });
  });

  it('are right again when they are put back', async () => {
    const { status, out } = await verifyAnew('--block', `${END}`);
    expect([status, faultsIn(out)]).toEqual([0, {}]);
  });
});

describe('the contract', () => {
  afterEach(() => {
    for (const { falsehoods } of [archive, plain]) falsehoods.length = 0;
  });

  it('is asked call by call where there is no Multicall3', async () => {
    const verification = read(await verify('--json', '--block', `${END}`, '--rpc', plain.url));
    expect([verification.holds, verification.checks.length]).toEqual([true, CHECKS]);
    expect(checkOf(verification, 'contract')?.compared).toBeLessThanOrEqual(plain.asked.eth_call ?? 0);
  });

  it('differs in several views, each from its own block on, whose activities are named', async () => {
    const told = await lies(stack.api);
    archive.falsehoods.push(...told);
    const { status, out, err } = await verify('--block', `${END}`, '--rpc', archive.url);
    const faults = faultsIn(out);
    expect([status, Object.keys(faults)], err).toEqual([2, ['contract']]);
    for (const { view, subject, began } of told) {
      const named = faults.contract?.filter((fault) => fault.includes(` to ${view}, `) && fault.includes(subject));
      expect(named).toEqual([expect.stringContaining(began)]);
    }
    expect(faults.contract?.length).toBe(told.length);
  });

  it.each([
    [58, 'at block 60 .*; first at block 58, in which the index has no activity: block 58, pool'],
    [
      71,
      'at block 89 .*; first at block 71, with number 166 \\(StakedTokenTransfer\\), number 167 \\(Borrowed\\): block 71, pool',
    ],
  ])('differs from block %i on, before a window or within it', async (fromBlock, sentence) => {
    const change = (answer: unknown) => String(BigInt(String(answer)) + 1n);
    plain.falsehoods.push({ view: 'getTotalBorrowedBalance', args: [], fromBlock, change });
    const { status, out } = await verify('--from', '60', '--to', `${END}`, '--rpc', plain.url);
    expect([status, faultsIn(out)]).toEqual([2, { contract: [expect.stringMatching(sentence)] }]);
  });

  it('shows where the index went wrong, when it did', async () => {
    const sql = `UPDATE borrower SET borrowed_balance = borrowed_balance + 1 WHERE block_range @> ${END}
      AND id = (SELECT borrower FROM borrowed WHERE block$ < ${END} ORDER BY sequence DESC LIMIT 1)
      RETURNING '0x' || encode(id, 'hex') AS id, lower(block_range) AS since`;
    await stack.corrupted('borrower', sql, async ({ id, since }) => {
      const { status, out } = await verifyAnew('--block', `${END}`, '--rpc', archive.url);
      expect(status).toBe(2);
      expect(faultsIn(out).contract).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `to getBorrowedBalance, .*; first at block ${since}, with number .*: block ${since}, borrower ${id}`,
          ),
        ),
      );
    });
  });
});

describe('refuses in one sentence', () => {
  const NOWHERE = 'http://127.0.0.1:9';
  const cases: [string, () => string[], RegExp][] = [
    ['a block that is not indexed', () => ['--block', '9999'], /^BLOCK_NOT_INDEXED: .*9999/],
    ['a block before the pool', () => ['--block', '10'], /^BEFORE_START: /],
    ['a window from before it', () => ['--from', '5', '--to', '60'], /^BEFORE_START: /],
    ['a window beyond the head', () => ['--from', '60', '--to', '999'], /^BLOCK_NOT_INDEXED: /],
    ['an epoch that has not begun', () => ['--epoch', '500'], /^EPOCH_NOT_BEGUN: epoch 500 .* epoch 183;/],
    ['a window without its end', () => ['--from', '60'], /^OPTIONS: --from and --to belong together/],
    ['a window that ends before it begins', () => ['--from', '60', '--to', '50'], /^OPTIONS: --from .* before --to/],
    ['two moments', () => ['--block', '60', '--epoch', '1'], /^OPTIONS: give one of /],
    ['what is no number', () => ['--block', 'latest'], /^OPTIONS: .*'latest'/],
    ['an option that there is not', () => ['--blok', '60'], /^OPTIONS: .*--blok/],
    ['an API that is none', () => ['--api', stack.chain], /^API_UNREACHABLE: .*--api/],
    ['no API', () => ['--api', NOWHERE], /^API_UNREACHABLE: .*npm start/],
    ['no node', () => ['--rpc', NOWHERE], /^RPC_UNREACHABLE: .*--rpc/],
    ['a node that is none', () => ['--rpc', stack.api], /^RPC_UNREACHABLE: .*--rpc/],
    ['a node without that state', () => ['--block', '20', '--rpc', archive.url], /^RPC_WITHOUT_STATE: .* block 20 /],
    ['a chain without the contract', () => ['--rpc', stack.chain], /^NOT_A_POOL: .*--rpc/],
  ];
  it.each(cases)('%s', async (_, args, sentence) => {
    const ended = await verify(...args());
    expect([ended.status, ended.out]).toEqual([1, '']);
    expect(unfinished(ended)).toMatch(sentence);
    expect(unfinished(ended).split('\n')).toEqual([expect.stringMatching(/\.$/), '']);
  });

  it('with status 1, as a command', async () => {
    const { status, out, err } = await npmRunVerify('--blok', '60');
    expect([status, out, err]).toEqual([1, '', expect.stringMatching(/^OPTIONS: .*--blok.*\.\n$/)]);
  });

  it('a node of another chain', async () => {
    const other = await lyingApi(archive.url, /"hash":"0x../, '"hash":"0x77');
    const ended = await verify('--block', `${END}`, '--rpc', other.url);
    await other.close();
    expect([ended.status, ended.out]).toEqual([1, '']);
    expect(unfinished(ended)).toMatch(/^WRONG_CHAIN: block 89 is 0x.* in the index and 0x77.*\.\n$/);
  });
});

it('the kept ledger of the unit tests is what is indexed', async () => {
  expect(await quirksLedger(stack.api)).toEqual(readLedger(QUIRKS_LEDGER));
});
