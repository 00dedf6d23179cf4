/** Governance on the real Graph Node: the timeline against its lists, roles against the contracts' own answers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED_RECORDING } from '../../stack/options.ts';
import { type Probes, type RecordingHeader, readRecordingFile } from '../support/recording.ts';
import { type Answer, type GatewayStack, startGatewayStack } from './gateway-stack.ts';

interface Change {
  readonly sequence: number;
  readonly kind: string;
  readonly verb: string;
  readonly contract: string;
  readonly subject: string;
  readonly values: readonly { readonly name: string; readonly oldValue: string | null; readonly newValue: string }[];
  readonly authorization: string;
  readonly holders: readonly { readonly account: string }[];
  readonly requiredRole: { readonly name: string } | null;
  readonly transactionFrom: string;
  readonly sender: string | null;
  readonly epoch: number | null;
  readonly blockNumber: string;
  readonly activity: { readonly sequence: number; readonly verb: string };
}

interface Page {
  readonly nodes: readonly Change[];
  readonly totalCount: number;
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  readonly block: { readonly number: number };
}

const POOL = '0x9efb0dfd828c381bf4996ceaeb895448e1f41ae8';
const PROXY = '0x36d9b0bef2621bc364c24bb1a1ac83d22d172fa7';
const DISTRIBUTOR = '0xaf85b11d1580cad2b1e71913a5b9ac11fa4650c3';
const TIMELOCK = '0x8e09e9629e90beefa350bc7531e430a3dbe08042';
const NODE = `sequence kind verb contract subject values { name oldValue newValue } authorization requiredRole { name }
  holders { account } transactionFrom sender epoch blockNumber activity { sequence verb }`;
const QUERY = `query($first: Int, $after: String, $where: GovernanceFilter, $order: OrderDirection, $block: Block_height) {
  page: governanceTimeline(first: $first, after: $after, where: $where, orderDirection: $order, block: $block) {
    nodes { ${NODE} } totalCount pageInfo { endCursor hasNextPage } block { number }
  }
}`;

const DISTRIBUTOR_SETTINGS = [
  ...['rewardsOracle', 'ipnsName', 'ipfsUpdatePeriod', 'epochInterval', 'epochOffset', 'rootUpdatesPaused'],
  ...['marketMakerRewardsAmount', 'traderRewardsAmount', 'traderScoreAlpha'],
];

/** Verbs of what the timeline holds. */
const VERBS = [
  ...['setBorrowerAllocation', 'setBorrowingRestriction', 'setRewardsPerSecond', 'setEpochParameters'],
  ...['setBlackoutWindow', 'grantRole', 'revokeRole', 'setRoleAdmin', 'upgrade', 'changeAdmin'],
  ...['setProxyBorrowingRestriction', 'setApprovedAmountForExternalWithdrawal', 'setStarkKeyAllowed'],
  ...['setExternalRecipientAllowed', 'setRewardsOracle', 'setIpnsName', 'setIpfsUpdatePeriod', 'setRewardsParameters'],
  ...['setDistributorEpochParameters', 'pauseRootUpdates', 'unpauseRootUpdates'],
];

let stack: GatewayStack;
let all: readonly Change[];
let header: RecordingHeader;
const probes: Probes[] = [];

beforeAll(async () => {
  stack = await startGatewayStack(BUNDLED_RECORDING);
  all = (await page({ first: 10_000 })).nodes;
  for await (const line of readRecordingFile(BUNDLED_RECORDING)) {
    if (line.type === 'header') header = line;
    if (line.type === 'probes' && line.kind === 'block') probes.push(line);
  }
});
afterAll(() => stack?.stop());

function dataOf<Data>(answer: Answer): Data {
  expect(answer.errors).toBeUndefined();
  return answer.data as Data;
}

async function page(variables: Readonly<Record<string, unknown>>): Promise<Page> {
  return dataOf<{ page: Page }>(await stack.ask(QUERY, variables)).page;
}

/** Contracts that the timeline holds changes of. */
const contracts = (): ReadonlySet<string> => new Set(all.map(({ contract }) => contract));

async function codeOf(query: string): Promise<string | undefined> {
  return (await stack.ask(query)).errors?.[0]?.extensions?.code;
}

describe('the timeline', () => {
  it('holds each activity of governance once, in order', async () => {
    const { data } = await stack.direct(
      `{ activities(first: 1000, orderBy: sequence, where: { verb_in: [${VERBS}] }) { sequence verb } }`,
    );
    const listed = (data as { activities: readonly { sequence: number; verb: string }[] }).activities;
    expect(listed.length).toBeGreaterThan(150);
    expect(all.map(({ sequence, verb }) => ({ sequence, verb }))).toEqual(listed);
    for (const { activity, sequence, verb } of all) expect(activity).toEqual({ sequence, verb });
    expect(new Set(all.map(({ kind }) => kind)).size).toBe(14);
    for (const name of ['liquidityStaking', 'merkleDistributor', ...[1, 2, 3, 4, 5].map((i) => `starkProxy${i}`)])
      expect(contracts()).toContain(header.contracts[name]?.address);
  });

  it.each([7, 100])('is the same in pages of %i, from either end', async (size) => {
    for (const order of ['asc', 'desc']) {
      const found: Change[] = [];
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo, totalCount, block }: Page = await page({
          first: size,
          after,
          order,
          where: {},
          block: { number: 551 },
        });
        expect([totalCount, block.number]).toEqual([all.length, 551]);
        found.push(...nodes);
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(found).toEqual(order === 'asc' ? all : [...all].reverse());
    }
  });

  it('is parted by kinds, contracts and epochs', async () => {
    const count = async (where: object): Promise<number> => (await page({ first: 0, where })).totalCount;
    for (const field of ['kind', 'contract'] as const)
      for (const value of new Set(all.map((change) => change[field]))) {
        const wanted = all.filter((change) => change[field] === value);
        expect((await page({ first: 1000, where: { [field]: value } })).nodes).toEqual(wanted);
      }
    const epochs = all.filter(({ epoch }) => epoch !== null).length;
    expect((await count({ epoch_lte: 6 })) + (await count({ epoch_gte: 7 }))).toBe(epochs);
    expect(await count({ epoch: 7, subject: PROXY })).toBe(2);
  });

  it('shows a past block as it was, and says what a cursor of another list is', async () => {
    const past = await page({ first: 1000, block: { number: 293 } });
    expect(past.nodes).toEqual(all.filter(({ blockNumber }) => Number(blockNumber) <= 293));
    expect(past.nodes.at(-1)).toMatchObject({ blockNumber: '293', authorization: 'anyoneWhileInsolvent' });
    const { pageInfo } = await page({ first: 1 });
    const cursor = `first: 1, after: "${pageInfo.endCursor}"`;
    expect(await codeOf(`{ governanceTimeline(${cursor}, where: { kind: role }) { totalCount } }`)).toBe(
      'CURSOR_INVALID',
    );
    expect(await codeOf('{ governanceTimeline(where: { kinds: role }) { totalCount } }')).toBe('BAD_USER_INPUT');
  });

  it('names those who could have made a change, and they did', () => {
    const byRole = all.filter(({ authorization }) => authorization === 'role');
    expect(byRole.length).toBeGreaterThan(90);
    // Timelocks are plain accounts in the recordings, so they sign themselves.
    for (const { holders, transactionFrom, sender } of byRole)
      expect(holders.map(({ account }) => account)).toContain(sender ?? transactionFrom);
    const others = new Map(all.map(({ authorization, verb }) => [authorization, verb]));
    expect([...others.keys()].sort()).toEqual([
      'anyoneWhileInsolvent',
      'initializer',
      'proxyAdmin',
      'role',
      'roleOrAccountItself',
      'roleOrAnyoneWhileOverdue',
    ]);
  });

  it('takes each value up where the change before left it', async () => {
    // An allocation's old value is that of the running epoch, an approval is used up, and roles are compared below.
    const chained = all.filter(({ kind }) => !['allocation', 'approval', 'role', 'operator'].includes(kind));
    const known = new Map<string, string>();
    let again = 0;
    for (const { contract, subject, values } of chained)
      for (const { name, oldValue, newValue } of values) {
        const key = `${contract} ${subject} ${name}`;
        if (known.has(key)) expect(oldValue, key).toBe(known.get(key));
        again += known.has(key) ? 1 : 0;
        known.set(key, newValue);
      }
    expect(known.size).toBeGreaterThan(20);
    expect(again).toBeGreaterThan(8);
    // Of the distributor everything was set again after its initialisation.
    const settings = chained.filter(({ contract }) => contract === DISTRIBUTOR).flatMap(({ values }) => values);
    for (const name of DISTRIBUTOR_SETTINGS)
      expect(settings.filter((value) => value.name === name && value.oldValue !== null).length, name).toBeGreaterThan(
        0,
      );
  });
});

describe('roles', () => {
  it('are what the contracts answered', async () => {
    let compared = 0;
    for (const { block, groups } of probes) {
      const asked = groups.flatMap(({ contract, args, results }): { text: string; expected: unknown }[] => {
        const address = header.contracts[contract]?.address ?? '';
        if (!contracts().has(address)) return [];
        const of = `contract: "${address}", role: "${args[0]}"`;
        const at = `at: { block: ${block} }`;
        if ('hasRole' in results)
          return [{ text: `hasRole(${of}, account: "${args[1]}", ${at})`, expected: results.hasRole }];
        if (!('getRoleAdmin' in results)) return [];
        const expected = [{ adminRole: { id: results.getRoleAdmin } }];
        return [{ text: `roleHoldersAt(${of}, ${at}) { adminRole { id } }`, expected }];
      });
      if (asked.length === 0) continue;
      const answer = await stack.ask(`{ ${asked.map(({ text }, i) => `a${i}: ${text}`).join(' ')} }`);
      expect(dataOf(answer)).toEqual(Object.fromEntries(asked.map(({ expected }, i) => [`a${i}`, expected])));
      compared += asked.length;
    }
    expect(compared).toBeGreaterThan(400);
  });

  it('agree with what the Graph Node stores, at every block in which one changed', async () => {
    const { data } = await stack.direct(
      '{ roleGranteds(first: 1000) { blockNumber } roleRevokeds(first: 1000) { blockNumber } }',
    );
    const rows = Object.values(data as Record<string, { blockNumber: string }[]>).flat();
    const blocks = [...new Set(rows.map(({ blockNumber }) => Number(blockNumber)))];
    expect(blocks.length).toBeGreaterThan(20);
    for (const number of blocks) {
      const stored = dataOf<{ roleHolders: { account: string; role: { contract: string; role: string } }[] }>(
        await stack.direct(
          `{ roleHolders(first: 1000, block: { number: ${number} }, where: { isHolder: true }) {
            account role { contract role } grantedAt } }`,
        ),
      ).roleHolders;
      const contracts = [...new Set(stored.map(({ role }) => role.contract))];
      const shown = dataOf<
        Record<string, { role: { id: string }; contract: string; holders: { account: string }[] }[]>
      >(
        await stack.ask(
          `{ ${contracts.map((contract, i) => `c${i}: roleHoldersAt(contract: "${contract}", at: { block: ${number} }) { contract role { id } holders { account grantedAt } }`).join(' ')} }`,
        ),
      );
      const flat = Object.values(shown).flatMap((roles) =>
        roles.flatMap(({ contract, role, holders }) =>
          holders.map((holder) => ({ ...holder, role: { contract, role: role.id } })),
        ),
      );
      const text = (row: object): string => JSON.stringify(Object.entries(row).sort());
      expect(flat.map(text).sort()).toEqual(stored.map(text).sort());
    }
  });

  it('say what an account could do at a moment, by any address of it', async () => {
    const powers = 'powers { contract role { name } grant { grantedBy } powers }';
    type Shown = { powers: { contract: string; role: { name: string } | null; powers: string[] }[] };
    const query = `{
      start: authority(account: "${TIMELOCK}", at: { block: ${all[0]?.blockNumber} }) { ${powers} }
      block: authority(account: "${TIMELOCK}", at: { block: 324 }) { ${powers} }
      epoch: authority(account: "${TIMELOCK}", at: { epoch: 7 }) { ${powers} }
      second: authority(account: "${TIMELOCK}", at: { timestamp: "1647874799" }) { ${powers} }
      admin: authority(account: "0xd3bedc1f1f42fb4b94faf623877bf1a54a146519") { ${powers} incompleteContracts }
      now: authority(account: "${TIMELOCK}") { timestamp block { number } }
    }`;
    const data = dataOf<Record<string, Shown>>(await stack.ask(query));
    expect(data.start?.powers).toEqual([]);
    expect(data.epoch).toEqual(data.block);
    expect(data.second).toEqual(data.block);
    const contractNames = new Map([
      [POOL, 'pool'],
      [DISTRIBUTOR, 'distributor'],
    ]);
    const names = data.block?.powers.map(
      ({ role, contract }) => `${contractNames.get(contract) ?? 'proxy'} ${role?.name}`,
    );
    expect(names).toEqual([
      ...['OWNER_ROLE', 'CONFIG_UPDATER_ROLE', 'UNPAUSER_ROLE'].map((n) => `distributor ${n}`),
      ...['OWNER_ROLE', 'EPOCH_PARAMETERS_ROLE', 'REWARDS_RATE_ROLE', 'BORROWER_ADMIN_ROLE'].map((n) => `pool ${n}`),
      ...Array.from({ length: 5 }, () => 'proxy GUARDIAN_ROLE'),
    ]);
    for (const power of data.block?.powers ?? []) expect(power.powers.length).toBeGreaterThan(0);
    expect(data.admin).toMatchObject({ powers: [{ role: null, grant: null }], incompleteContracts: [] });
    expect(data.now).toEqual({ timestamp: '1820242798', block: { number: 551 } });
  });

  it('are those of the newest block where the moment is left out, in whatever way', async () => {
    const query = `query($at: SnapshotMoment) {
      authority(account: "${TIMELOCK}", at: $at) { block { number } }
      none: authority(account: "${TIMELOCK}", at: null) { block { number } }
    }`;
    const newest = { block: { number: 551 } };
    for (const variables of [{}, { at: null }])
      expect(dataOf(await stack.ask(query, variables))).toEqual({ authority: newest, none: newest });
    const { authority } = dataOf<Record<string, object>>(await stack.ask(query, { at: { block: 300 } }));
    expect(authority).toEqual({ block: { number: 300 } });
    const both = `query($at: SnapshotMoment) { authority(account: "${TIMELOCK}", at: $at) { timestamp } snapshot(at: $at) { timestamp } }`;
    expect((await stack.ask(both)).errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  it('are refused where nothing is known', async () => {
    const ask = (args: string): Promise<string | undefined> => codeOf(`{ roleHoldersAt(${args}) { isComplete } }`);
    expect(await ask(`contract: "${TIMELOCK}"`)).toBe('CONTRACT_NOT_INDEXED');
    expect(await ask(`contract: "${PROXY}", at: { block: ${all[0]?.blockNumber} }`)).toBe('CONTRACT_NOT_INDEXED');
    expect(await ask(`contract: "${POOL}", role: "OWNER"`)).toBe('BAD_USER_INPUT');
    expect(await ask(`contract: "${POOL}", at: { block: 5, epoch: 1 }`)).toBe('BAD_USER_INPUT');
    expect(await ask(`contract: "${POOL}", at: { timestamp: 1 }`)).toBe('BEFORE_START');
    expect(await ask(`contract: "${POOL}", at: { block: 100000 }`)).toBe('BLOCK_NOT_INDEXED');
    expect(await codeOf('{ authority(account: "0x1") { timestamp } }')).toBe('BAD_USER_INPUT');
  });
});

it('names accounts that the registry knows, wherever they are shown', async () => {
  const { borrower, starkProxy, grants } = dataOf<Record<string, { name: string | null }>>(
    await stack.ask(`{
      borrower(id: "${PROXY}") { name }
      starkProxy(id: "${PROXY}") { name }
      grants: roleHolder(id: "${PROXY}b19546dff01e856fb3f010c267a7b1c60363cf8a4664e21cc89c26224620214e4f3a120e72c76c22ae802d129f599bfdbc31cb81") { name }
    }`),
  );
  expect([borrower, starkProxy, grants]).toEqual([{ name: null }, { name: null }, { name: 'Wintermute' }]);
});
