/** StarkProxies on the real Graph Node: their views wherever they are asked for, and what `autoPayOrBorrow` did. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type RecordedBlock, readRecordingFile } from '../support/recording.ts';
import { type Answer, type GatewayStack, startGatewayStack } from './gateway-stack.ts';

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

const AUTO_PAY = '0x472613bf';
const NEVER = `0x${'77'.repeat(32)}`;

let stack: GatewayStack;
let calls: { readonly block: RecordedBlock; readonly proxy: string; readonly reverts: boolean }[];
let proxies: readonly Row[];

beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
  calls = [];
  for await (const line of readRecordingFile(BUNDLED_RECORDING)) {
    const [call, ...others] = line.type === 'block' ? line.transactions : [];
    // In a block of its own, the state before the call is that of the block before.
    if (line.type === 'block' && call?.input?.startsWith(AUTO_PAY) && others.length === 0)
      calls.push({ block: line, proxy: call.to ?? '', reverts: call.status === 0 });
  }
  proxies = rows(await stack.ask('{ starkProxies(orderBy: id) { id } }'), 'starkProxies');
});
afterAll(() => stack?.stop());

function rows(answer: Answer, root: string): readonly Row[] {
  expect(answer.errors).toBeUndefined();
  return answer.data?.[root] as Row[];
}

describe('autoPayOrBorrow', () => {
  it('is foreseen from the block before as the contract then did it', async () => {
    const did = (verb: string, list: readonly Row[]) => list.find((row) => row.verb === verb)?.amount ?? '0';
    for (const { block, proxy, reverts } of calls) {
      const { number, timestamp } = block;
      const answer = await stack.askWithChain(`{
        starkProxy(id: "${proxy}", block: { number: ${number - 1} }) {
          id autoPayOrBorrow(at: ${timestamp}) { borrowed repaidBorrow repaidDebt reverts reason missingBalance }
        }
        done: activities(block: { number: ${number} }, where: { blockNumber: ${number} }) {
          id verb ... on StarkProxyBorrowed { amount } ... on StarkProxyRepaidBorrow { amount } ... on StarkProxyRepaidDebt { amount }
        }
      }`);
      const done = rows(answer, 'done');
      expect(answer.data, `block ${number}`).toMatchObject({
        starkProxy: {
          autoPayOrBorrow: {
            borrowed: did('borrowByProxy', done),
            repaidBorrow: did('repayBorrowByProxy', done),
            repaidDebt: did('repayDebtByProxy', done),
            reverts,
            reason: reverts ? expect.any(String) : null,
            missingBalance: reverts ? expect.any(String) : '0',
          },
        },
      });
    }
    expect(calls.filter(({ reverts }) => reverts).length).toBeGreaterThan(1);
    expect(calls.length).toBeGreaterThan(30);
  });

  it('reverts outside the blackout window, whatever is owed', async () => {
    const [pool] = rows(await stack.ask('{ pools { id timeRemainingInCurrentEpoch } }'), 'pools');
    const { extensions } = await stack.ask('{ pools { id } }');
    const turn = BigInt(extensions?.block.timestamp ?? 0) + BigInt(pool?.timeRemainingInCurrentEpoch as string);
    const reason = async (at: bigint) => {
      const answer = await stack.ask(
        `{ starkProxies { id autoPayOrBorrow(at: "${at}") { reason borrowed repaidBorrow repaidDebt } } }`,
      );
      return rows(answer, 'starkProxies').map((row) => row.autoPayOrBorrow);
    };
    const outside = { reason: 'OUTSIDE_BLACKOUT_WINDOW', borrowed: '0', repaidBorrow: '0', repaidDebt: '0' };
    expect(await reason(turn)).toEqual(proxies.map(() => outside));
    for (const inside of await reason(turn - 1n)) expect(inside).not.toMatchObject({ reason: outside.reason });
  });
});

describe('a view of a StarkProxy', () => {
  const FIELDS = 'id borrowedAndDebtBalance borrowableAmount surplus autoPayOrBorrow { borrowed reason }';

  it('is the same in lists, from its borrower and in a snapshot', async () => {
    const { block } = calls.at(-1) as (typeof calls)[0];
    const at = `block: { number: ${block.number} }`;
    const answer = await stack.askWithChain(`{
      starkProxies(orderBy: id, ${at}) { ${FIELDS} }
      borrowers(orderBy: id, where: { starkProxy_: { firstBlock_gt: 0 } }, ${at}) { id starkProxy { ${FIELDS} } }
      snapshot(at: { ${at.replace(/{ number: (\d+) }/, '$1')} }) {
        starkProxies(orderBy: id) { ${FIELDS} } starkProxy(id: "${proxies[0]?.id}") { ${FIELDS} }
      }
      one: starkProxy(id: "${proxies[0]?.id}", ${at}) { ${FIELDS} }
    }`);
    const list = rows(answer, 'starkProxies');
    const { snapshot, one } = answer.data as { snapshot: Record<string, unknown>; one: unknown };
    expect(list.length).toBeGreaterThan(3);
    expect(snapshot.starkProxies).toEqual(list);
    expect([one, snapshot.starkProxy]).toEqual([list[0], list[0]]);
    expect(rows(answer, 'borrowers').map((row) => row.starkProxy)).toEqual(list);
  });

  it('adds up to what is stored of it and of its borrower', async () => {
    const answer = await stack.ask(
      '{ starkProxies { id surplus borrowedAndDebtBalance tokenBalance borrower { borrowedBalance debtBalance } } }',
    );
    for (const row of rows(answer, 'starkProxies')) {
      const borrower = row.borrower as { borrowedBalance: string; debtBalance: string };
      const owed = BigInt(borrower.borrowedBalance) + BigInt(borrower.debtBalance);
      const left = BigInt(row.tokenBalance as string) - owed;
      expect(row).toMatchObject({ borrowedAndDebtBalance: `${owed}`, surplus: `${left > 0n ? left : 0n}` });
    }
  });
});

describe('a mapping of a StarkProxy', () => {
  it('is read by variable, literal and in any spelling, for all StarkProxies at once', async () => {
    const keys = rows(await stack.ask('{ starkKeys { id starkKey isAllowed starkProxy { id } } }'), 'starkKeys');
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) {
      const answer = await stack.ask(
        `query($key: BigInt!) { starkProxies { id isStarkKeyAllowed(starkKey: $key) b: isStarkKeyAllowed(starkKey: "00${key.starkKey}") } }`,
        { key: key.starkKey },
      );
      for (const row of rows(answer, 'starkProxies')) {
        const own = keys.find((each) => each.starkKey === key.starkKey && (each.starkProxy as Row).id === row.id);
        expect([row.isStarkKeyAllowed, row.b]).toEqual([own?.isAllowed ?? false, own?.isAllowed ?? false]);
      }
    }
    const holders = rows(
      await stack.ask(`{ roleHolders(first: 1000, where: { or: [{ role_: { pool_not: null } }, { role_: { starkProxy_not: null } }] }) {
        id account isHolder role { role contract }
      } }`),
      'roleHolders',
    );
    expect(holders.length).toBeGreaterThan(10);
    for (const { account, isHolder, role } of holders as (Row & { account: string; role: Record<string, string> })[]) {
      const id = `0x${role.role?.slice(2).toUpperCase()}`;
      const answer = await stack.ask(`{
        pools { id hasRole(role: "${id}", account: "${account.slice(2).toUpperCase()}") }
        starkProxies { id hasRole(role: "${id}", account: "${account}") none: hasRole(role: "${NEVER}", account: "${account}") }
      }`);
      const all = [...rows(answer, 'pools'), ...rows(answer, 'starkProxies')];
      expect(all.find((row) => row.id === role.contract)?.hasRole).toBe(isHolder);
      expect(new Set(rows(answer, 'starkProxies').map((row) => row.none))).toEqual(new Set([false]));
    }
  });

  it('is as it was at the block, and no row is no entry', async () => {
    const trades = rows(
      await stack.ask('{ forcedTrades { id argsHash queuedAt queuedTimestamp starkProxy { id } } }'),
      'forcedTrades',
    );
    expect(trades.length).toBeGreaterThan(0);
    for (const { argsHash, queuedAt, queuedTimestamp, starkProxy } of trades) {
      const { id } = starkProxy as Row;
      const field = `queuedForcedTradeTimestamp(argsHash: "${argsHash}")`;
      const answer = await stack.ask(`{
        last: starkProxy(id: "${id}") { ${field} none: queuedForcedTradeTimestamp(argsHash: "${NEVER}") }
        first: snapshot(at: { timestamp: "${queuedAt}" }) { starkProxy(id: "${id}") { ${field} } }
      }`);
      expect(answer.data).toEqual({
        last: { queuedForcedTradeTimestamp: queuedTimestamp, none: '0' },
        first: { starkProxy: { queuedForcedTradeTimestamp: queuedAt } },
      });
    }
  });

  it('is refused with an argument that is none', async () => {
    for (const field of [
      'isRecipientAllowed(recipient: "0x12")',
      'isStarkKeyAllowed(starkKey: -1)',
      `hasRole(role: "0x", account: "${proxies[0]?.id}")`,
    ]) {
      const answer = await stack.ask(`{ starkProxies { ${field} } }`);
      expect(answer.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
      expect(answer.data ?? null).toBeNull();
    }
  });
});
