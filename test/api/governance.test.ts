/** Who could make a change, told from logs alone; conditions; what an argument may be. */
import { describe, expect, it } from 'vitest';
import type { ApiError } from '../../api/errors.ts';
import { readContract, readRole } from '../../api/governance/arguments.ts';
import type { MarkedDebt } from '../../api/governance/authorization.ts';
import { DISTRIBUTOR_SOURCES } from '../../api/governance/distributor-sources.ts';
import { readFilter } from '../../api/governance/filter.ts';
import { tellHistory } from '../../api/governance/history.ts';
import type { Contract, GovernanceLog, Told } from '../../api/governance/log.ts';
import { powersOf } from '../../api/governance/powers.ts';
import { showChange, showRoleState } from '../../api/governance/shown.ts';
import type { JsonObject } from '../../api/json.ts';
import { REGISTRY, roleId } from '../../api/registry/names.ts';

const address = (digit: string): string => `0x${digit.repeat(40)}`;
const [POOL, PROXY, LATE, DISTRIBUTOR] = [address('a'), address('b'), address('c'), address('e')];
const [DEPLOYER, TIMELOCK, OTHER] = [address('1'), address('2'), address('3')];
const OWNER = roleId('OWNER_ROLE') as string;
const RATE = roleId('REWARDS_RATE_ROLE') as string;

const CONTRACTS: readonly Contract[] = [
  { address: POOL, kind: 'pool', proxyAdmin: address('d'), isComplete: true },
  { address: PROXY, kind: 'starkProxy', proxyAdmin: null, isComplete: true },
  { address: LATE, kind: 'starkProxy', proxyAdmin: null, isComplete: false },
  { address: DISTRIBUTOR, kind: 'rewardsDistributor', proxyAdmin: address('d'), isComplete: true },
];

let last = 0;
/** A log in a transaction of its own, unless one is named. */
function log(verb: string, told: Partial<Told> = {}, transaction?: string): GovernanceLog {
  last += 1;
  return {
    kind: 'role',
    contract: POOL,
    subjectKind: 'contract',
    subject: POOL,
    role: null,
    values: [],
    sender: null,
    laterEpoch: null,
    ...told,
    verb,
    sequence: last,
    epoch: 3,
    blockNumber: String(last),
    timestamp: String(1000 + last),
    transactionHash: transaction ?? `0x${last}`,
    transactionFrom: DEPLOYER,
  };
}

const value = (newValue: string, oldValue: string | null = null) => [
  { name: 'x', unit: 'address' as const, oldValue, newValue },
];
const grant = (role: string, account: string, contract = POOL, transaction?: string) =>
  log('grantRole', { contract, role, subject: account, sender: DEPLOYER }, transaction);
const revoke = (role: string, account: string) => log('revokeRole', { role, subject: account, sender: TIMELOCK });
const admin = (role: string, adminRole: string, transaction: string) =>
  log('setRoleAdmin', { role, values: value(adminRole) }, transaction);

function told(logs: readonly GovernanceLog[], marked: readonly MarkedDebt[] = []) {
  const history = tellHistory(logs, CONTRACTS, marked);
  const shown = history.changes.map((change) => {
    const { authorization, requiredRole, holders, requiredAccount, isHoldersComplete } = showChange(change);
    const who = requiredAccount ?? holders.map(({ account }) => account).join();
    return `${authorization} ${requiredRole?.name ?? '-'} ${who}${isHoldersComplete ? '' : ' ?'}`;
  });
  return { history, shown };
}

const SETUP = () => [
  grant(OWNER, DEPLOYER, POOL, '0xinit'),
  admin(OWNER, OWNER, '0xinit'),
  admin(RATE, OWNER, '0xinit'),
  log('setBlackoutWindow', {}, '0xinit'),
];

describe('who could make a change', () => {
  it('is nobody any more while the contract is set up, and then the role that is asked for', () => {
    const { shown } = told([
      ...SETUP(),
      log('setRewardsPerSecond'),
      grant(RATE, TIMELOCK),
      grant(RATE, OTHER),
      log('setRewardsPerSecond'),
      revoke(RATE, TIMELOCK),
      log('setRewardsPerSecond'),
    ]);
    expect(shown).toEqual([
      'initializer - ',
      'initializer - ',
      'initializer - ',
      'initializer - ',
      'role REWARDS_RATE_ROLE ',
      `role OWNER_ROLE ${DEPLOYER}`,
      `role OWNER_ROLE ${DEPLOYER}`,
      `role REWARDS_RATE_ROLE ${TIMELOCK},${OTHER}`,
      `roleOrAccountItself OWNER_ROLE ${DEPLOYER}`,
      `role REWARDS_RATE_ROLE ${OTHER}`,
    ]);
  });

  it('holds of one contract only', () => {
    const { shown } = told([...SETUP(), grant(roleId('GUARDIAN_ROLE') as string, TIMELOCK, PROXY, '0xinit')]);
    expect(shown.at(-1)).toBe('role DEFAULT_ADMIN_ROLE ');
  });

  it('is the admin of the proxy as it was then', () => {
    const [first, second] = [address('d'), address('e')];
    const { shown } = told([
      log('upgrade'),
      log('changeAdmin', { values: value(second, address('f')) }),
      log('upgrade'),
      log('upgrade', { contract: PROXY }),
    ]);
    expect(shown).toEqual([
      `proxyAdmin - ${address('f')}`,
      `proxyAdmin - ${address('f')}`,
      `proxyAdmin - ${second}`,
      'proxyAdmin - ',
    ]);
    expect(told([log('upgrade')]).shown).toEqual([`proxyAdmin - ${first}`]);
  });

  it('is anyone where debt was marked, perhaps anyone where a borrower was restricted, a role where that was lifted', () => {
    const restrict = (flag: string, transaction: string) =>
      log('setBorrowingRestriction', { subject: PROXY, values: value(flag) }, transaction);
    const marked = [{ borrower: PROXY, transactionHash: '0xmark' }];
    const { shown } = told([restrict('true', '0xmark'), restrict('false', '0x8'), restrict('true', '0x9')], marked);
    expect(shown).toEqual([
      'anyoneWhileInsolvent - ',
      'role BORROWER_ADMIN_ROLE ',
      'roleOrAnyoneWhileOverdue BORROWER_ADMIN_ROLE ',
    ]);
  });

  it('is not said of a contract that was followed too late', () => {
    const guardian = roleId('GUARDIAN_ROLE') as string;
    const { shown, history } = told([
      grant(guardian, TIMELOCK, LATE),
      log('setProxyBorrowingRestriction', { contract: LATE, values: value('true') }),
    ]);
    expect(shown).toEqual(['unknown -  ?', `role GUARDIAN_ROLE ${TIMELOCK} ?`]);
    expect(showRoleState(history, LATE, guardian)).toMatchObject({ isComplete: false, adminRole: null });
    expect(showRoleState(history, POOL, RATE)).toMatchObject({ isComplete: true, holders: [] });
  });

  it('is, of the distributor, who has the role that its code asks for', () => {
    const of = (verb: string) => log(verb, { contract: DISTRIBUTOR, subject: DISTRIBUTOR });
    const { shown, history } = told([
      log('setRewardsOracle', { contract: DISTRIBUTOR }, '0xinit'),
      log('setRoleAdmin', { contract: DISTRIBUTOR, role: OWNER, values: value(OWNER) }, '0xinit'),
      grant(roleId('CONFIG_UPDATER_ROLE') as string, TIMELOCK, DISTRIBUTOR),
      grant(roleId('PAUSER_ROLE') as string, OTHER, DISTRIBUTOR),
      ...['setRewardsOracle', 'setIpnsName', 'setIpfsUpdatePeriod', 'setRewardsParameters'].map(of),
      ...['setDistributorEpochParameters', 'pauseRootUpdates', 'unpauseRootUpdates', 'upgrade'].map(of),
    ]);
    expect(shown.slice(0, 2)).toEqual(['initializer - ', 'initializer - ']);
    expect(shown.slice(4)).toEqual([
      'role OWNER_ROLE ',
      'role OWNER_ROLE ',
      `role CONFIG_UPDATER_ROLE ${TIMELOCK}`,
      `role CONFIG_UPDATER_ROLE ${TIMELOCK}`,
      `role CONFIG_UPDATER_ROLE ${TIMELOCK}`,
      `role PAUSER_ROLE ${OTHER}`,
      'role UNPAUSER_ROLE ',
      `proxyAdmin - ${address('d')}`,
    ]);
    expect(readContract(history, DISTRIBUTOR)).toBe(DISTRIBUTOR);
  });

  it('fails where the code has a verb that nothing is known of', () => {
    expect(() => told([log('setNothing')])).toThrow('setNothing');
  });
});

it('says what every role of each contract allows', () => {
  const [pool, proxy, , distributor] = CONTRACTS;
  const shared = new Map([
    ['OWNER_ROLE', [pool, proxy, distributor]],
    ['CLAIM_OPERATOR_ROLE', [pool, distributor]],
  ]);
  for (const { name, source } of REGISTRY.roles) {
    const expected = shared.get(name) ?? [{ pool, starkProxy: proxy, distributor }[source]];
    for (const contract of [pool, proxy, distributor])
      expect(powersOf(contract, name).length > 0, `${contract?.kind} ${name}`).toBe(expected.includes(contract));
  }
  expect(powersOf(undefined, 'OWNER_ROLE')).toEqual([]);
});

it('says what a log of the distributor changed, null before the first value', () => {
  const told = (root: string, row: JsonObject) => {
    const source = DISTRIBUTOR_SOURCES.find((each) => each.root === root);
    const said = source?.read(row, { pool: POOL, distributor: DISTRIBUTOR });
    expect([said?.contract, said?.subject]).toEqual([DISTRIBUTOR, DISTRIBUTOR]);
    return [said?.kind, ...(said?.values ?? []).map((each) => `${each.unit} ${each.oldValue} ${each.newValue}`)];
  };
  const schedule = { previousInterval: '7', interval: '8', previousOffset: '1', offset: '2' };
  expect(told('epochScheduleUpdateds', schedule)).toEqual(['epochSchedule', 'seconds 7 8', 'unixSeconds 1 2']);
  expect(told('ipnsNameUpdateds', { previousIpnsName: null, ipnsName: 'x' })).toEqual(['publication', 'text null x']);
  expect(told('rewardsOracleChangeds', { previousRewardsOracle: '0x1', rewardsOracle: '0x2' })).toEqual([
    'rewardsOracle',
    'address 0x1 0x2',
  ]);
  const parameters = { marketMakerRewardsAmount: '1', traderRewardsAmount: '2', traderScoreAlpha: '3' };
  expect(told('rewardsParametersUpdateds', { ...parameters, previousTraderScoreAlpha: '0' })).toEqual([
    'rewardsParameters',
    'dydx null 1',
    'dydx null 2',
    'wad 0 3',
  ]);
  expect(told('rootUpdatesPauseds', {})).toEqual(['pause', 'boolean false true']);
  expect(told('rootUpdatesUnpauseds', {})).toEqual(['pause', 'boolean true false']);
});

it('says from which epoch an allocation holds', () => {
  const shown = (laterEpoch: number | null) => {
    const [change] = tellHistory([log('setBorrowerAllocation', { laterEpoch })], CONTRACTS, []).changes;
    const { effectiveEpoch, isEffectiveAtOnce } = showChange(change as NonNullable<typeof change>);
    return [effectiveEpoch, isEffectiveAtOnce];
  };
  expect(shown(4)).toEqual([4, false]);
  expect(shown(null)).toEqual([3, true]);
});

describe('a condition', () => {
  const { changes } = tellHistory([...SETUP(), log('setRewardsPerSecond', { kind: 'rewardRate' })], CONTRACTS, []);
  const count = (where: Parameters<typeof readFilter>[0]): number => changes.filter(readFilter(where)).length;

  it('lets through what meets all of it', () => {
    expect(count(null)).toBe(5);
    expect(count({ kind: 'rewardRate' })).toBe(1);
    expect(count({ kind_in: ['rewardRate', 'role'], contract: POOL.toUpperCase().replace('0X', '0x') })).toBe(5);
    expect(count({ contract_in: [PROXY] })).toBe(0);
    expect(count({ epoch_gte: 3, epoch_lte: 3, epoch: 3, transactionFrom: DEPLOYER, subject: null })).toBe(5);
    expect(count({ epoch_gte: 4 })).toBe(0);
    expect(count({ subject: DEPLOYER })).toBe(1);
  });

  it.each<JsonObject>([{ contract: 'x' }, { kinds: 'role' }, { epoch: 'x' }, { kind_in: 'role' }, { valueOf: 1 }])(
    '%j is refused',
    (where) => expect(() => readFilter(where)).toThrow(/argument|condition/),
  );
});

describe('an argument', () => {
  const history = tellHistory(SETUP(), CONTRACTS, []);
  const code = (action: () => unknown): string => {
    try {
      action();
    } catch (error) {
      return (error as ApiError).code;
    }
    return 'none';
  };

  it('names a role by its name or id', () => {
    expect(readRole('OWNER_ROLE')).toBe(OWNER);
    expect(readRole(OWNER.toUpperCase().replace('0X', '0x'))).toBe(OWNER);
    expect(code(() => readRole('OWNER'))).toBe('BAD_USER_INPUT');
  });

  it('names a contract that is indexed', () => {
    expect(readContract(history, LATE)).toBe(LATE);
    expect(code(() => readContract(history, OTHER))).toBe('CONTRACT_NOT_INDEXED');
    expect(code(() => readContract(history, '0x1'))).toBe('BAD_USER_INPUT');
  });
});
