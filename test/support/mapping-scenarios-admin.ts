// Initialization, roles, upgrades.
import {
  admin,
  alice,
  BLACKOUT,
  bob,
  borrower1,
  DAY,
  INTERVAL,
  operator,
  START,
  schedule,
  ZERO,
} from './mapping-cast.ts';
import { activities, all, at, hash, log, one, POOL, pool, recordId, scenario, tx } from './mapping-scenario.ts';

// keccak256 of the names: contracts.md, appendix A.
const OWNER = '0xb19546dff01e856fb3f010c267a7b1c60363cf8a4664e21cc89c26224620214e';
const EPOCH_PARAMETERS = '0xa69ba352872fe0ee634bc8d48d2a09a61267da1bfb2015e67a11ad05fe21f04b';
const REWARDS_RATE = '0x74ec845281a5bcabeef9a800a79d30928ff9e6f2dc6f69a233fc39a83cb81ed2';
const BORROWER_ADMIN = '0x6c2e489c3a95017c97c0bcc47de38933a0bbf2041c9289b8ca34c445b13177af';
const CLAIM_OPERATOR = '0x36dc7495d0ae0bc2a620bf292049e4d4e5f800043895b13c08a1977d3a3297f5';
const STAKE_OPERATOR = '0xa6fbd0d4ef0ac50b4de984ab8f303863596293cce6d67dd6111979bcf56abe74';
const DEBT_OPERATOR = '0x0428e137352b5b1a834770c71b580c01521c0b3f2442928c650692cd1b3f496c';
/** A role whose name is not known. */
const UNKNOWN = '0x1212121212121212121212121212121212121212121212121212121212121212';
const NO_ROLE = hash(0);

const ROLES: [string, string][] = [
  ['OWNER_ROLE', OWNER],
  ['EPOCH_PARAMETERS_ROLE', EPOCH_PARAMETERS],
  ['REWARDS_RATE_ROLE', REWARDS_RATE],
  ['BORROWER_ADMIN_ROLE', BORROWER_ADMIN],
  ['CLAIM_OPERATOR_ROLE', CLAIM_OPERATOR],
  ['STAKE_OPERATOR_ROLE', STAKE_OPERATOR],
  ['DEBT_OPERATOR_ROLE', DEBT_OPERATOR],
];
const roleId = (role: string): string => `${POOL}${role.slice(2)}`;
const holderId = (role: string, account: string): string => `${roleId(role)}${account.slice(2)}`;

/** Implementation and proxy admin of the manifest: no log tells the first ones. */
const CONFIGURED_CODE = '0xbe607a58206180fef691bf1b5ae9670174284388';
const CONFIGURED_ADMIN = '0xac5d8bcd13da463bea96c75f9085c4e40037f790';

export const administration = {
  initialize: scenario(
    'initialize: 13 logs before epoch zero, and the state that no log tells',
    [
      at(
        START - 293_144,
        tx(
          1,
          ...ROLES.slice(0, 4).map(([, role]) => log('RoleGranted', role, admin, admin)),
          ...ROLES.map(([, role]) => log('RoleAdminChanged', role, NO_ROLE, OWNER)),
          ...schedule(),
        ),
      ),
    ],
    [
      activities(
        ...Array<string>(4).fill('RoleGranted'),
        ...Array<string>(7).fill('RoleAdminChanged'),
        'BlackoutWindowChanged',
        'EpochParametersChanged',
      ),
      all(
        'roles',
        ...ROLES.map(([name, role]) => ({ id: roleId(role), name, role, contract: POOL, adminRole: OWNER })),
      ),
      all(
        'roleHolders',
        ...ROLES.slice(0, 4).map(([, role]) => ({
          id: holderId(role, admin),
          account: admin,
          isHolder: true,
          grantedAt: START - 293_144,
          revokedAt: null,
        })),
      ),
      pool({
        stakedToken: '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48',
        rewardsToken: '0x92d6c1e31e14520e676a687f0a93788b716beff5',
        rewardsTreasury: '0x639192d54431f8c816368d3fb4107bc168d0e871',
        distributionStart: 1_628_002_800,
        distributionEnd: 1_785_682_798,
        implementation: CONFIGURED_CODE,
        proxyAdmin: CONFIGURED_ADMIN,
        upgradedFromConfiguration: false,
        callsIndexed: false,
        epochInterval: INTERVAL,
        epochOffset: START,
        blackoutWindow: BLACKOUT,
        rewardsPerSecond: 0,
        globalIndex: 0,
        globalIndexTimestamp: START,
        totalActiveCurrent: 0,
        tokenBalance: 0,
        activityCount: 13,
        stakerCount: 0,
        borrowerCount: 1,
        firstBlock: 12_931_483,
        borrowers: [{ id: ZERO, allocationCurrent: 10_000, allocationNext: 10_000, allocationEpoch: 0 }],
        stakers: [],
        shortfalls: [],
        epochs: [],
      }),
      one('epochParametersChanged', recordId(1, 12), { interval: INTERVAL, offset: START, epoch: null }),
      all('blocks', { number: 12_931_483, timestamp: START - 293_144 }),
    ],
  ),

  roles: scenario(
    'roles: granted, revoked, granted again, renounced; a role whose name is not known; another admin role',
    [
      at(
        START - 1000,
        ...schedule(),
        tx(
          1,
          log('RoleGranted', CLAIM_OPERATOR, operator, admin),
          log('RoleGranted', CLAIM_OPERATOR, alice, admin),
          log('RoleGranted', UNKNOWN, bob, admin),
        ),
      ),
      at(
        START,
        tx(2, log('RoleRevoked', CLAIM_OPERATOR, operator, admin), log('RoleRevoked', CLAIM_OPERATOR, alice, alice)),
      ),
      at(START + DAY, tx(3, log('RoleGranted', CLAIM_OPERATOR, operator, admin))),
      at(START + DAY, tx(4, log('RoleAdminChanged', CLAIM_OPERATOR, NO_ROLE, OWNER))),
      // Held from before this index began: the grant was never seen.
      at(START + 2 * DAY, tx(5, log('RoleRevoked', DEBT_OPERATOR, borrower1, admin))),
    ],
    [
      all(
        'roleHolders',
        { id: holderId(CLAIM_OPERATOR, operator), isHolder: true, grantedAt: START + DAY, revokedAt: null },
        { id: holderId(CLAIM_OPERATOR, alice), isHolder: false, grantedAt: START - 1000, revokedAt: START },
        { id: holderId(UNKNOWN, bob), isHolder: true, grantedAt: START - 1000, revokedAt: null },
        {
          id: holderId(DEBT_OPERATOR, borrower1),
          isHolder: false,
          grantedAt: START + 2 * DAY,
          revokedAt: START + 2 * DAY,
        },
      ),
      all(
        'roles',
        {
          id: roleId(CLAIM_OPERATOR),
          name: 'CLAIM_OPERATOR_ROLE',
          adminRole: OWNER,
          pool: { id: POOL },
          holders: [{ account: alice }, { account: operator }],
        },
        { id: roleId(UNKNOWN), name: null, adminRole: NO_ROLE, pool: { id: POOL }, holders: [{ account: bob }] },
        {
          id: roleId(DEBT_OPERATOR),
          name: 'DEBT_OPERATOR_ROLE',
          adminRole: NO_ROLE,
          pool: { id: POOL },
          holders: [{ account: borrower1 }],
        },
      ),
      one('roleGranted', recordId(3, 0), {
        role: { name: 'CLAIM_OPERATOR_ROLE' },
        account: operator,
        sender: admin,
        epoch: { id: '0' },
      }),
      one('roleRevoked', recordId(2, 1), { role: { id: roleId(CLAIM_OPERATOR) }, account: alice, sender: alice }),
      one('roleAdminChanged', recordId(4, 0), {
        role: { id: roleId(CLAIM_OPERATOR) },
        previousAdminRole: NO_ROLE,
        newAdminRole: OWNER,
      }),
    ],
  ),

  'upgrade-and-admin': scenario(
    'the proxy: another implementation, another admin',
    [
      at(START - 1000, ...schedule()),
      at(START + 1, tx(1, log('Upgraded', alice))),
      at(START + 2, tx(2, log('AdminChanged', CONFIGURED_ADMIN, admin))),
    ],
    [
      pool({ implementation: alice, upgradedFromConfiguration: true, proxyAdmin: admin }),
      one('upgraded', recordId(1, 0), { implementation: alice, previousImplementation: CONFIGURED_CODE }),
      one('adminChanged', recordId(2, 0), { previousAdmin: CONFIGURED_ADMIN, newAdmin: admin }),
    ],
  ),

  'upgrade-back': scenario(
    'the proxy runs the configured implementation again',
    [
      at(START - 1000, ...schedule()),
      at(START + 1, log('Upgraded', alice)),
      at(START + 2, tx(1, log('Upgraded', CONFIGURED_CODE))),
    ],
    [
      pool({ implementation: CONFIGURED_CODE, upgradedFromConfiguration: false }),
      one('upgraded', recordId(1, 0), { implementation: CONFIGURED_CODE, previousImplementation: alice }),
    ],
  ),
};
