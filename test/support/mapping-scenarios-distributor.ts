// The Merkle distributor: initialization, settings, roots, claims.
import { admin, alice, bob, INTERVAL, operator, START, schedule, ZERO } from './mapping-cast.ts';
import { changesOf, flow } from './mapping-expected.ts';
import {
  activities,
  all,
  at,
  DISTRIBUTOR,
  distributor,
  hash,
  distributorLog as log,
  one,
  pool,
  recordId,
  scenario,
  tx,
} from './mapping-scenario.ts';

// keccak256 of the names: contracts.md, appendix A.
const OWNER = '0xb19546dff01e856fb3f010c267a7b1c60363cf8a4664e21cc89c26224620214e';
const ROLES: [string, string][] = [
  ['OWNER_ROLE', OWNER],
  ['CONFIG_UPDATER_ROLE', '0x1ab0187632b3cb5ac848b647a9edd463e705607328ab29602e80fc3fa8001918'],
  ['PAUSER_ROLE', '0x65d7a28e3265b37a6474929f336521b332c1681b933f6cb9f3376673440d862a'],
  ['UNPAUSER_ROLE', '0x427da25fe773164f88948d3e215c94b6554e2ed5e5f203a821c9f2f6131cf75a'],
  ['CLAIM_OPERATOR_ROLE', '0x36dc7495d0ae0bc2a620bf292049e4d4e5f800043895b13c08a1977d3a3297f5'],
];
const MARKET_MAKERS = '1150685000000000000000000';
const TRADERS = '3835616000000000000000000';
const ALPHA = '700000000000000000';
const WEEK = 604_800;

const roleId = (role: string): string => DISTRIBUTOR + role.slice(2);

/** What `initialize` sets, in its order: contracts.md 7.1. */
const settings = () => [
  log('RewardsOracleChanged', operator),
  log('IpnsNameUpdated', 'rewards-data.dydx.foundation'),
  log('IpfsUpdatePeriodUpdated', 180),
  log('RewardsParametersUpdated', MARKET_MAKERS, TRADERS, ALPHA),
  log('EpochScheduleUpdated', INTERVAL, START),
];

// No file is looked for: these bytes are no text.
const CID_A = '0xff0a';
const CID_B = '0xff0b';
const ROOT_A = hash(0xa);
const ROOT_B = hash(0xb);
const rootId = (root: string, epoch: number, cid: string): string => `${root}0${epoch}000000${cid.slice(2)}`;

export const distribution = {
  'distributor-initialize': scenario(
    'contracts.md 7.1: `initialize`, before the pool has logged anything; all in one sequence with the pool',
    [
      at(
        START - 2000,
        log('RoleGranted', OWNER, admin, admin),
        ...ROLES.map(([, role]) => log('RoleAdminChanged', role, hash(0), OWNER)),
        ...settings(),
      ),
      at(START - 1000, ...schedule()),
    ],
    [
      distributor({
        rewardsToken: '0x92d6c1e31e14520e676a687f0a93788b716beff5',
        rewardsTreasury: '0x639192d54431f8c816368d3fb4107bc168d0e871',
        implementation: '0xfe1d5439625a9524a80f66670733129e80e0c112',
        proxyAdmin: '0x6c5cd3ad7a16ae207d221908e6b997d9b0dcd7b0',
        upgradedFromConfiguration: false,
        activeRoot: null,
        proposedRoot: null,
        nextRootEpoch: 0,
        waitingPeriodEnd: 0,
        rootUpdatesPaused: false,
        rewardsOracle: operator,
        ipnsName: 'rewards-data.dydx.foundation',
        ipfsUpdatePeriod: 180,
        epochInterval: INTERVAL,
        epochOffset: START,
        marketMakerRewardsAmount: MARKET_MAKERS,
        traderRewardsAmount: TRADERS,
        traderScoreAlpha: ALPHA,
        rootCount: 0,
        accountCount: 0,
        claimCount: 0,
        cumulativeClaimedRewards: 0,
        firstBlock: 12_931_483,
      }),
      pool({ activityCount: 13, firstBlock: 12_931_483, epochInterval: INTERVAL, borrowerCount: 1 }),
      activities(
        'RoleGranted',
        ...ROLES.map(() => 'RoleAdminChanged'),
        'RewardsOracleChanged',
        'IpnsNameUpdated',
        'IpfsUpdatePeriodUpdated',
        'RewardsParametersUpdated',
        'EpochScheduleUpdated',
        'BlackoutWindowChanged',
        'EpochParametersChanged',
      ),
      all(
        'roles',
        ...ROLES.map(([name, role]) => ({
          id: roleId(role),
          contract: DISTRIBUTOR,
          name,
          adminRole: OWNER,
          pool: null,
        })),
      ),
      all('roleHolders', { id: roleId(OWNER) + admin.slice(2), account: admin, isHolder: true }),
      all('rewardsOracleChangeds', { rewardsOracle: operator, previousRewardsOracle: null, verb: 'setRewardsOracle' }),
      changesOf(
        10,
        ['rewardsDistributor', DISTRIBUTOR, 'marketMakerRewardsAmount', 0, MARKET_MAKERS],
        ['rewardsDistributor', DISTRIBUTOR, 'traderRewardsAmount', 0, TRADERS],
        ['rewardsDistributor', DISTRIBUTOR, 'traderScoreAlpha', 0, ALPHA],
      ),
      changesOf(
        11,
        ['rewardsDistributor', DISTRIBUTOR, 'epochInterval', 0, INTERVAL],
        ['rewardsDistributor', DISTRIBUTOR, 'epochOffset', 0, START],
      ),
    ],
  ),

  'distributor-settings': scenario(
    'every setting a second time: each says what was before; the proxy gets other code and another admin',
    [
      at(START - 1000, ...settings(), ...schedule()),
      at(START, tx(1, log('RewardsOracleChanged', ZERO), log('IpnsNameUpdated', ''))),
      at(START, tx(2, log('IpfsUpdatePeriodUpdated', 0), log('RewardsParametersUpdated', 1, 2, 3))),
      at(START, tx(3, log('EpochScheduleUpdated', 60, 5))),
      at(START, tx(4, log('Upgraded', alice), log('AdminChanged', admin, bob))),
    ],
    [
      distributor({
        rewardsOracle: ZERO,
        ipnsName: '',
        ipfsUpdatePeriod: 0,
        marketMakerRewardsAmount: 1,
        traderRewardsAmount: 2,
        traderScoreAlpha: 3,
        epochInterval: 60,
        epochOffset: 5,
        implementation: alice,
        proxyAdmin: bob,
        upgradedFromConfiguration: true,
      }),
      // The pool keeps its own.
      pool({ epochInterval: INTERVAL, epochOffset: START, proxyAdmin: '0xac5d8bcd13da463bea96c75f9085c4e40037f790' }),
      one('rewardsOracleChanged', recordId(1, 0), { rewardsOracle: ZERO, previousRewardsOracle: operator }),
      one('ipnsNameUpdated', recordId(1, 1), {
        ipnsName: '',
        previousIpnsName: 'rewards-data.dydx.foundation',
        verb: 'setIpnsName',
      }),
      one('ipfsUpdatePeriodUpdated', recordId(2, 0), {
        ipfsUpdatePeriod: 0,
        previousIpfsUpdatePeriod: 180,
        verb: 'setIpfsUpdatePeriod',
      }),
      one('rewardsParametersUpdated', recordId(2, 1), {
        marketMakerRewardsAmount: 1,
        traderRewardsAmount: 2,
        traderScoreAlpha: 3,
        previousMarketMakerRewardsAmount: MARKET_MAKERS,
        previousTraderRewardsAmount: TRADERS,
        previousTraderScoreAlpha: ALPHA,
        verb: 'setRewardsParameters',
      }),
      one('epochScheduleUpdated', recordId(3, 0), {
        interval: 60,
        offset: 5,
        previousInterval: INTERVAL,
        previousOffset: START,
        verb: 'setDistributorEpochParameters',
      }),
      one('upgraded', recordId(4, 0), {
        proxy: DISTRIBUTOR,
        implementation: alice,
        previousImplementation: '0xfe1d5439625a9524a80f66670733129e80e0c112',
      }),
      one('adminChanged', recordId(4, 1), { proxy: DISTRIBUTOR, previousAdmin: admin, newAdmin: bob }),
    ],
  ),

  'distributor-roots': scenario(
    'contracts.md 9.23: another proposal takes the place of the first, and the first that of the other; pausing; two epochs',
    [
      at(START, ...settings(), ...schedule()),
      at(START + 10, tx(1, log('RootProposed', ROOT_A, 0, CID_A, START + 10 + WEEK))),
      at(START + 20, tx(2, log('RootProposed', ROOT_B, 0, CID_B, START + 20 + WEEK))),
      at(START + 30, tx(3, log('RootProposed', ROOT_A, 0, CID_A, START + 30 + WEEK))),
      at(START + 40, tx(4, log('RootUpdatesPaused'))),
      at(START + 50, tx(5, log('RootUpdatesUnpaused'))),
      at(START + 30 + WEEK, tx(6, log('RootUpdated', ROOT_A, 0, CID_A))),
      at(START + 40 + WEEK, tx(7, log('RootProposed', ROOT_B, 1, CID_B, START + 40 + 2 * WEEK))),
      at(START + 40 + 2 * WEEK, tx(8, log('RootUpdated', ROOT_B, 1, CID_B), log('RootUpdatesPaused'))),
    ],
    [
      distributor({
        activeRoot: { merkleRoot: ROOT_B, epoch: 1, ipfsCid: CID_B },
        proposedRoot: { merkleRoot: ROOT_B, epoch: 1, ipfsCid: CID_B },
        nextRootEpoch: 2,
        waitingPeriodEnd: START + 40 + 2 * WEEK,
        rootUpdatesPaused: true,
        rootCount: 3,
      }),
      all(
        'rewardsRoots',
        {
          id: rootId(ROOT_A, 0, CID_A),
          firstProposedAt: START + 10,
          proposedAt: START + 30,
          waitingPeriodEnd: START + 30 + WEEK,
          activatedAt: START + 30 + WEEK,
          replacedAt: START + 40 + 2 * WEEK,
          tree: null,
          proposals: [{ sequence: 8 }, { sequence: 10 }],
        },
        {
          id: rootId(ROOT_B, 0, CID_B),
          firstProposedAt: START + 20,
          proposedAt: START + 20,
          waitingPeriodEnd: START + 20 + WEEK,
          activatedAt: null,
          replacedAt: START + 30,
          tree: null,
          proposals: [{ sequence: 9 }],
        },
        {
          id: rootId(ROOT_B, 1, CID_B),
          firstProposedAt: START + 40 + WEEK,
          proposedAt: START + 40 + WEEK,
          waitingPeriodEnd: START + 40 + 2 * WEEK,
          activatedAt: START + 40 + 2 * WEEK,
          replacedAt: null,
          tree: null,
          proposals: [{ sequence: 14 }],
        },
      ),
      one('rootProposed', recordId(2, 0), {
        root: { id: rootId(ROOT_B, 0, CID_B) },
        merkleRoot: ROOT_B,
        rootEpoch: 0,
        ipfsCid: CID_B,
        waitingPeriodEnd: START + 20 + WEEK,
        verb: 'proposeRoot',
        epoch: { number: 0 },
      }),
      one('rootUpdated', recordId(6, 0), {
        root: { id: rootId(ROOT_A, 0, CID_A) },
        rootEpoch: 0,
        previousRoot: null,
        verb: 'updateRoot',
      }),
      one('rootUpdated', recordId(8, 0), {
        root: { id: rootId(ROOT_B, 1, CID_B) },
        merkleRoot: ROOT_B,
        rootEpoch: 1,
        ipfsCid: CID_B,
        previousRoot: { id: rootId(ROOT_A, 0, CID_A) },
      }),
      one('rootUpdatesUnpaused', recordId(5, 0), { verb: 'unpauseRootUpdates' }),
      changesOf(9, ['rewardsDistributor', DISTRIBUTOR, 'waitingPeriodEnd', START + 10 + WEEK, START + 20 + WEEK]),
      changesOf(11, ['rewardsDistributor', DISTRIBUTOR, 'rootUpdatesPaused', 0, 1]),
      changesOf(12, ['rewardsDistributor', DISTRIBUTOR, 'rootUpdatesPaused', 1, 0]),
      changesOf(13, ['rewardsDistributor', DISTRIBUTOR, 'nextRootEpoch', 0, 1]),
    ],
  ),

  'distributor-claims': scenario(
    'two claims of one account, one of another; leave given twice and taken away',
    [
      at(START, ...settings(), ...schedule()),
      at(START + 1, tx(1, log('RewardsClaimed', alice, 70))),
      at(START + 2, tx(2, log('RewardsClaimed', bob, 5), log('RewardsClaimed', alice, 30))),
      at(START + 3, tx(3, log('AlwaysAllowClaimForUpdated', bob, true))),
      at(START + 4, tx(4, log('AlwaysAllowClaimForUpdated', bob, true))),
      at(START + 5, tx(5, log('AlwaysAllowClaimForUpdated', operator, false))),
    ],
    [
      distributor({ accountCount: 3, claimCount: 3, cumulativeClaimedRewards: 105 }),
      all(
        'rewardsAccounts',
        {
          id: alice,
          claimedRewards: 100,
          alwaysAllowClaims: false,
          claimCount: 2,
          firstBlock: 12_931_484,
          claims: [{ claimedRewards: 70 }, { claimedRewards: 30 }],
        },
        {
          id: bob,
          claimedRewards: 5,
          alwaysAllowClaims: true,
          claimCount: 1,
          firstBlock: 12_931_485,
          claims: [{ claimedRewards: 5 }],
        },
        {
          id: operator,
          claimedRewards: 0,
          alwaysAllowClaims: false,
          claimCount: 0,
          firstBlock: 12_931_488,
          claims: [],
        },
      ),
      one('rewardsClaimed', recordId(2, 1), {
        claimant: { id: alice },
        claimedRewards: 30,
        newClaimedRewards: 100,
        verb: 'claimDistributedRewards',
        actors: [alice],
      }),
      one('alwaysAllowClaimForUpdated', recordId(3, 0), {
        claimant: { id: bob },
        alwaysAllowClaims: true,
        verb: 'setAlwaysAllowClaimsFor',
        actors: [bob],
      }),
      changesOf(10, ['rewardsAccount', alice, 'claimedRewards', 70, 100]),
      changesOf(11, ['rewardsAccount', bob, 'alwaysAllowClaims', 0, 1]),
      changesOf(12),
      flow(0, 'claimDistributedRewards', 3, 105),
      // Rewards of the pool are others.
      all('stakers'),
    ],
  ),
};
