/** Fields of a StarkProxy that read rows beside its own: asked in one question, and null where nothing is known. */
import { readFileSync } from 'node:fs';
import { buildSchema, parse } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../api/main.ts';
import { createPlanCompiler } from '../../api/plan/compile.ts';
import type { DerivedPlan } from '../../api/plan/plan.ts';
import { SDL_FILE } from '../../api/schema/sdl.ts';
import { BLOCK, type FakeRequest, fakeGraphNode } from './fake-graph-node.ts';

const HASH = `0x${'5a'.repeat(32)}`;
const ACCOUNT = `0x${'c3'.repeat(20)}`;
const BORROWER =
  '_g_borrower: borrower{ allocationEpoch allocationCurrent allocationNext borrowedBalance debtBalance isBorrowingRestricted }';

const compiler = createPlanCompiler(buildSchema(readFileSync(SDL_FILE, 'utf8')), true, {});
const rowsQuery = (query: string): string => (compiler.plan(parse(query), null, {}) as DerivedPlan).rowsQuery;

describe('what is asked upstream', () => {
  it('holds the borrower once, however many fields read it', () => {
    const query = rowsQuery('{ starkProxies { a: borrowedBalance b: surplus allocatedBalanceNextEpoch(at: 5) } }');
    expect(query).toContain(`starkProxies { ${BORROWER} _g_tokenBalance: tokenBalance }`);
    expect(query.match(/borrower\s*{/g)).toHaveLength(1);
  });

  it('singles out the rows that arguments name, each under its own key', () => {
    const query = rowsQuery(
      `query($key: BigInt!) { starkProxies { isStarkKeyAllowed(starkKey: $key) other: isStarkKeyAllowed(starkKey: "7") } }`,
    );
    const row = (name: string, key: string) =>
      `_g_${name}_starkKeys: starkKeys(first: 1, where: { starkKey: ${key} }) { isAllowed updatedAt }`;
    expect(query).toContain(
      `{ _g_isKnownFromCreation: isKnownFromCreation ${row('isStarkKeyAllowed', '$key')} ${row('other', '"7"')} }`,
    );
    expect(query).toMatch(/^query\(\$key: BigInt!\)/);
  });

  it('is the same for roles of a pool and of a StarkProxy', () => {
    const asked = `hasRole(role: "${HASH}", account: "${ACCOUNT}")`;
    const rows =
      `_g_hasRole_roles: roles(first: 1, where: { role: "${HASH}" }) ` +
      `{ holders(first: 1, where: { account: "${ACCOUNT}" }) { isHolder } }`;
    expect(rowsQuery(`{ pools { ${asked} } }`)).toContain(`pools { ${rows} }`);
    expect(rowsQuery(`{ starkProxies { ${asked} } }`)).toContain(rows);
  });

  it('reaches them from a snapshot and from a borrower', () => {
    const query = rowsQuery(
      `{ snapshot(at: { epoch: 1 }) { starkProxy(id: "${ACCOUNT}") { surplus } starkProxies(first: 2) { id debtBalance } }
         borrowers { starkProxy { borrowableAmount } } }`,
    );
    expect(query).toContain(`_g_view0_part0: starkProxy(id: "${ACCOUNT}", block: $_g_view0) { ${BORROWER}`);
    expect(query).toContain('_g_view0_part1: starkProxies(first: 2, block: $_g_view0) { id');
    expect(query).toContain(
      `borrowers { starkProxy { ${BORROWER} _g_isKnownFromCreation: isKnownFromCreation _g_isBorrowingRestricted`,
    );
  });
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** 1000 active of which the pool holds 600, an epoch of 100 days with a blackout of 99, the borrower's share 50 %. */
const POOL = {
  ...{ callsIndexed: true, epochInterval: '8640000', epochOffset: String(BLOCK.timestamp - 8_000_000) },
  ...{ blackoutWindow: '8553600', rewardsPerSecond: '0', distributionStart: '0', distributionEnd: '0' },
  ...{ globalIndex: '0', globalIndexTimestamp: '0', cumulativeEmittedRewards: '0' },
  ...{ totalActiveEpoch: 0, totalActiveCurrent: '1000', totalActiveNext: '1000' },
  ...{ totalInactiveEpoch: 0, totalInactiveCurrent: '0', totalInactiveNext: '0' },
  ...{ totalBorrowedBalance: '400', totalBorrowerDebtBalance: '30', totalDebtAvailableToWithdraw: '0' },
  ...{ tokenBalance: '600', lastTimestamp: String(BLOCK.timestamp) },
};
const LINKED = {
  ...{ allocationEpoch: 0, allocationCurrent: 5000, allocationNext: 5000 },
  ...{ borrowedBalance: '400', debtBalance: '30', isBorrowingRestricted: false },
};

async function start(row: object) {
  const data = { starkProxies: [row], _g_pool0: [POOL], _g_meta0: { block: BLOCK } };
  const node = await fakeGraphNode((_request: FakeRequest) => JSON.stringify({ data }));
  closing.push(node.close);
  const gateway = await startGateway({ port: 0, host: '127.0.0.1', graphNodeUrl: node.url, logLevel: 'silent' });
  closing.push(gateway.close);
  const ask = async (fields: string) => {
    const body = JSON.stringify({ query: `{ starkProxies { ${fields} } }` });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await answer.json()) as { data?: { starkProxies: object[] }; errors?: object[] };
    return { row: data?.starkProxies[0], errors };
  };
  return { node, ask };
}

const MAPPINGS = `isStarkKeyAllowed(starkKey: 1) isRecipientAllowed(recipient: "${ACCOUNT}")
  queuedForcedTradeTimestamp(argsHash: "${HASH}") hasRole(role: "${HASH}", account: "${ACCOUNT}")
  roleAdmin(role: "${HASH}")`;

describe('what is answered', () => {
  it('comes from one question', async () => {
    const { node, ask } = await start({
      ...{ _g_borrower: LINKED, _g_tokenBalance: '450', _g_isBorrowingRestricted: false, _g_isKnownFromCreation: true },
    });
    const { row } = await ask(`borrowedBalance debtBalance borrowedAndDebtBalance allocatedBalanceCurrentEpoch
      borrowableAmount surplus autoPayOrBorrow { borrowed repaidBorrow repaidDebt reverts reason missingBalance }`);
    expect(row).toEqual({
      borrowedBalance: '400',
      debtBalance: '30',
      borrowedAndDebtBalance: '430',
      allocatedBalanceCurrentEpoch: '500',
      borrowableAmount: '100',
      surplus: '20',
      autoPayOrBorrow: {
        ...{ borrowed: '100', repaidBorrow: '0', repaidDebt: '30' },
        ...{ reverts: false, reason: null, missingBalance: '0' },
      },
    });
    expect(node.asked).toHaveLength(1);
  });

  it('is 0 and a preview without a loan where the guardian forbids borrowing', async () => {
    const { ask } = await start({
      ...{ _g_borrower: LINKED, _g_tokenBalance: '10', _g_isBorrowingRestricted: true, _g_isKnownFromCreation: false },
    });
    const { row } = await ask('borrowableAmount surplus autoPayOrBorrow { borrowed repaidDebt }');
    expect(row).toEqual({ borrowableAmount: '0', surplus: '0', autoPayOrBorrow: { borrowed: '0', repaidDebt: '10' } });
  });

  it('is null where the StarkProxy is not known well enough, never a guess', async () => {
    const { ask } = await start({
      ...{ _g_borrower: LINKED, _g_tokenBalance: null, _g_isBorrowingRestricted: false },
      ...{ _g_isKnownFromCreation: false, _g_isStarkKeyAllowed_starkKeys: [] },
      _g_isRecipientAllowed_externalRecipients: [{ isAllowed: false, updatedAt: null }],
      ...{ _g_queuedForcedTradeTimestamp_forcedTrades: [], _g_hasRole_roles: [], _g_roleAdmin_roles: [] },
    });
    const { row } = await ask(`borrowedBalance borrowableAmount surplus autoPayOrBorrow { borrowed } ${MAPPINGS}`);
    expect(row).toEqual({
      ...{ borrowedBalance: '400', borrowableAmount: null, surplus: null, autoPayOrBorrow: null },
      ...{ isStarkKeyAllowed: null, isRecipientAllowed: null, queuedForcedTradeTimestamp: null },
      ...{ hasRole: null, roleAdmin: null },
    });
  });

  it('is what was seen of one that is followed later', async () => {
    const { ask } = await start({
      ...{ _g_isKnownFromCreation: false, _g_isStarkKeyAllowed_starkKeys: [{ isAllowed: true, updatedAt: '5' }] },
      _g_isRecipientAllowed_externalRecipients: [{ isAllowed: false, updatedAt: '5' }],
      _g_queuedForcedTradeTimestamp_forcedTrades: [{ queuedTimestamp: null }],
      _g_hasRole_roles: [{ holders: [{ isHolder: true }] }],
      _g_roleAdmin_roles: [{ adminRole: HASH }],
    });
    expect((await ask(MAPPINGS)).row).toEqual({
      ...{ isStarkKeyAllowed: true, isRecipientAllowed: false, queuedForcedTradeTimestamp: null },
      ...{ hasRole: true, roleAdmin: null },
    });
  });

  it('is what the contract has for keys never set, where all its logs are known', async () => {
    const { ask } = await start({
      ...{ _g_isKnownFromCreation: true, _g_borrower: null, _g_isBorrowingRestricted: false },
      ...{ _g_isStarkKeyAllowed_starkKeys: [], _g_isRecipientAllowed_externalRecipients: [] },
      ...{ _g_queuedForcedTradeTimestamp_forcedTrades: [], _g_hasRole_roles: [{ holders: [] }] },
      _g_roleAdmin_roles: [],
    });
    expect((await ask(`borrowedBalance borrowableAmount ${MAPPINGS}`)).row).toEqual({
      ...{ borrowedBalance: '0', borrowableAmount: '0', isStarkKeyAllowed: false, isRecipientAllowed: false },
      ...{ queuedForcedTradeTimestamp: '0', hasRole: false, roleAdmin: `0x${'00'.repeat(32)}` },
    });
  });
});

it.each([
  ['isStarkKeyAllowed(starkKey: -1)', 'The argument starkKey must be from 0 to 2^256 - 1'],
  [`isStarkKeyAllowed(starkKey: "${2n ** 256n}")`, 'The argument starkKey must be from 0 to 2^256 - 1'],
  ['isStarkKeyAllowed(starkKey: "0x12")', 'The argument starkKey must be a whole number'],
  ['isRecipientAllowed(recipient: "0x12")', 'The argument recipient must be 20 bytes in hex'],
  [`queuedForcedTradeTimestamp(argsHash: "${ACCOUNT}")`, 'The argument argsHash must be 32 bytes in hex'],
  [`hasRole(role: "OWNER_ROLE", account: "${ACCOUNT}")`, 'The argument role must be 32 bytes in hex'],
  [`hasRole(role: "${HASH}", account: "0x${'zz'.repeat(20)}")`, 'The argument account must be 20 bytes in hex'],
])('refuses %s before anything is asked', async (field, sentence) => {
  const { node, ask } = await start({});
  expect(await ask(field)).toMatchObject({
    errors: [{ message: expect.stringContaining(sentence), extensions: { code: 'BAD_USER_INPUT' } }],
  });
  expect(node.asked).toHaveLength(0);
});
