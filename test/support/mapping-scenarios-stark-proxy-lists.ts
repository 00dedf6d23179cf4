// StarkProxies: roles, forced trades, other code.
import { admin, alice, bob, carol, DAY, operator, START, schedule } from './mapping-cast.ts';
import { changesOf } from './mapping-expected.ts';
import {
  activities,
  all,
  at,
  one,
  PROXY,
  pool,
  proxyLog,
  recordId,
  scenario,
  starkProxy,
  tx,
} from './mapping-scenario.ts';

const sp = (name: string, ...values: (string | number | boolean | readonly number[])[]) =>
  proxyLog(PROXY, name, ...values);
const opening = at(START - 1000, ...schedule());

// keccak256 of the names: contracts.md, appendix A.
const NO_ROLE = `0x${'0'.repeat(64)}`;
const ROLES: Record<string, string> = {
  GUARDIAN_ROLE: '0x55435dd261a4b9b3364963f7738a7a662ad9c84396d64be3365284bb7f0a5041',
  VETO_GUARDIAN_ROLE: '0x41f69eec3ae0a88a429dd80e56128f5db215a5b5dd0900d4998a2f6516c09355',
  OWNER_ROLE: '0xb19546dff01e856fb3f010c267a7b1c60363cf8a4664e21cc89c26224620214e',
  DELEGATION_ADMIN_ROLE: '0xa434a7eae4dc33d33707b4ea79a4d2f6f2fde6108bbe8f120bc12699e152e91e',
  BORROWER_ROLE: '0x2344277e405079ec07749d374ba0b5862a4e45a6a05ac889dbb4a991c6f9354d',
  EXCHANGE_OPERATOR_ROLE: '0x03d64837e30f3bde14c47536cffb1dc441abfcf02e886b676a4ef6c83c39f980',
  WITHDRAWAL_OPERATOR_ROLE: '0x6663d80d1ddaf7af549b98207d87c23d06e0a662c0bc9bd97a9b07d71e130fe6',
};
const role = (name: string): string => ROLES[name] as string;
const roleId = (name: string): string => `${PROXY}${role(name).slice(2)}`;
const holderId = (name: string, account: string): string => `${roleId(name)}${account.slice(2)}`;
/** contracts.md 6.2. */
const ADMINS: Record<string, string> = {
  GUARDIAN_ROLE: 'GUARDIAN_ROLE',
  VETO_GUARDIAN_ROLE: 'GUARDIAN_ROLE',
  OWNER_ROLE: 'OWNER_ROLE',
  DELEGATION_ADMIN_ROLE: 'OWNER_ROLE',
  BORROWER_ROLE: 'DELEGATION_ADMIN_ROLE',
  EXCHANGE_OPERATOR_ROLE: 'DELEGATION_ADMIN_ROLE',
  WITHDRAWAL_OPERATOR_ROLE: 'DELEGATION_ADMIN_ROLE',
};

/** `initialize`: three roles before any has an admin, then the seven admins. */
const initialize = [
  sp('RoleGranted', role('GUARDIAN_ROLE'), operator, admin),
  sp('RoleGranted', role('OWNER_ROLE'), admin, admin),
  sp('RoleGranted', role('DELEGATION_ADMIN_ROLE'), admin, admin),
  ...Object.entries(ADMINS).map(([name, of]) => sp('RoleAdminChanged', role(name), NO_ROLE, role(of))),
];

const HASH = (digit: string): string => `0x${digit.repeat(64)}`;
/** Twelve arguments with the key at 0 and the vault at 2. */
const args = (key: number, vault: number, nonce: number): number[] => [
  key,
  18,
  vault,
  4,
  1,
  2,
  100,
  200,
  1,
  9,
  nonce,
  1,
];
const tradeId = (hash: string): string => `${PROXY}${hash.slice(2)}`;

export const starkProxyLists = {
  'stark-proxy-roles': scenario(
    'the roles of a StarkProxy: given at its creation, passed on, given up; and by accounts that could not',
    [
      at(START - 2000, tx(1, ...initialize)),
      at(
        START - 1000,
        tx(
          2,
          sp('RoleGranted', role('BORROWER_ROLE'), alice, admin),
          sp('RoleGranted', role('OWNER_ROLE'), alice, admin),
        ),
        tx(3, sp('RoleRevoked', role('DELEGATION_ADMIN_ROLE'), admin, alice)),
        tx(4, sp('RoleRevoked', role('OWNER_ROLE'), admin, admin)),
      ),
      at(START - 900, tx(5, sp('RoleGranted', role('VETO_GUARDIAN_ROLE'), bob, carol))),
      at(START - 800, tx(6, sp('RoleRevoked', role('BORROWER_ROLE'), alice, admin))),
    ],
    [
      all(
        'roles',
        ...Object.entries(ADMINS).map(([name, of]) => ({
          id: roleId(name),
          name,
          contract: PROXY,
          adminRole: role(of),
          starkProxy: { id: PROXY },
        })),
      ),
      all(
        'roleHolders',
        { id: holderId('GUARDIAN_ROLE', operator), isHolder: true, grantedAt: START - 2000, revokedAt: null },
        { id: holderId('OWNER_ROLE', admin), isHolder: false, grantedAt: START - 2000, revokedAt: START - 1000 },
        {
          id: holderId('DELEGATION_ADMIN_ROLE', admin),
          isHolder: false,
          grantedAt: START - 2000,
          revokedAt: START - 1000,
        },
        { id: holderId('BORROWER_ROLE', alice), isHolder: false, grantedAt: START - 1000, revokedAt: START - 800 },
        { id: holderId('OWNER_ROLE', alice), isHolder: true, grantedAt: START - 1000, revokedAt: null },
        { id: holderId('VETO_GUARDIAN_ROLE', bob), isHolder: true, grantedAt: START - 900, revokedAt: null },
      ),
      one('roleGranted', recordId(2, 0), { verb: 'grantRole', account: alice, sender: admin }),
      one('roleRevoked', recordId(4, 3), { verb: 'revokeRole', account: admin, sender: admin }),
      one('roleAdminChanged', recordId(1, 3), {
        verb: 'setRoleAdmin',
        role: { name: 'GUARDIAN_ROLE' },
        previousAdminRole: NO_ROLE,
      }),
      all(
        'breaches',
        { rule: 'grantedWithoutRole', activity: { verb: 'grantRole' }, starkProxy: { id: PROXY }, epoch: null },
        { rule: 'revokedWithoutRole', activity: { verb: 'revokeRole' }, starkProxy: { id: PROXY }, epoch: null },
      ),
      starkProxy(PROXY, { breachCount: 2, borrower: null, tokenBalance: 0 }),
      // The first log of all is one of a StarkProxy.
      pool({ activityCount: 16, firstBlock: 12_931_483, epochInterval: 0 }),
    ],
  ),

  'stark-proxy-forced-trades': scenario(
    'forced trades: queued, queued again, vetoed, submitted at the first and the last second, too early and too late',
    [
      opening,
      at(START, tx(1, sp('QueuedForcedTradeRequest', args(17, 3, 1), HASH('1')))),
      at(START + DAY, tx(2, sp('QueuedForcedTradeRequest', args(17, 3, 1), HASH('1')))),
      at(START + DAY, tx(3, sp('QueuedForcedTradeRequest', args(17, 6, 2), HASH('2')))),
      at(START + 2 * DAY, tx(4, sp('GuardianVetoedForcedTradeRequest', HASH('2')))),
      at(START + 2 * DAY, tx(5, sp('QueuedForcedTradeRequest', args(17, 7, 3), HASH('3')))),
      // Seven days after it was first queued, six after it was queued again.
      at(START + 7 * DAY, tx(6, sp('RequestedForcedTrade', 17, 3, false))),
      at(START + 8 * DAY, tx(7, sp('RequestedForcedTrade', 17, 3, false))),
      at(START + 8 * DAY + 1, tx(8, sp('RequestedForcedTrade', 17, 3, false))),
      at(START + 16 * DAY, tx(9, sp('RequestedForcedTrade', 17, 7, false))),
      at(START + 17 * DAY, tx(10, sp('QueuedForcedTradeRequest', args(17, 7, 4), HASH('4')))),
      at(START + 31 * DAY + 1, tx(11, sp('RequestedForcedTrade', 17, 7, false))),
      at(START + 32 * DAY, tx(12, sp('GuardianVetoedForcedTradeRequest', HASH('5')))),
    ],
    [
      all(
        'forcedTrades',
        {
          id: tradeId(HASH('1')),
          status: 'submitted',
          vaultId: 3,
          queuedTimestamp: 0,
          queuedAt: START + DAY,
          queueCount: 2,
          earliestSubmission: START + 8 * DAY,
          latestSubmission: START + 15 * DAY,
          decidedAt: START + 8 * DAY,
        },
        {
          id: tradeId(HASH('2')),
          status: 'vetoed',
          vaultId: 6,
          queuedTimestamp: 0,
          queuedAt: START + DAY,
          queueCount: 1,
          earliestSubmission: START + 8 * DAY,
          latestSubmission: START + 15 * DAY,
          decidedAt: START + 2 * DAY,
        },
        {
          id: tradeId(HASH('3')),
          status: 'submitted',
          vaultId: 7,
          queuedTimestamp: 0,
          queuedAt: START + 2 * DAY,
          queueCount: 1,
          earliestSubmission: START + 9 * DAY,
          latestSubmission: START + 16 * DAY,
          decidedAt: START + 16 * DAY,
        },
        {
          id: tradeId(HASH('4')),
          status: 'queued',
          vaultId: 7,
          queuedTimestamp: START + 17 * DAY,
          queuedAt: START + 17 * DAY,
          queueCount: 1,
          earliestSubmission: START + 24 * DAY,
          latestSubmission: START + 31 * DAY,
          decidedAt: null,
        },
      ),
      one('queuedForcedTradeRequest', recordId(1, 0), {
        verb: 'queueForcedTrade',
        argsHash: HASH('1'),
        forcedTrade: { args: args(17, 3, 1), starkKey: { starkKey: 17 } },
      }),
      one('guardianVetoedForcedTradeRequest', recordId(4, 0), {
        verb: 'vetoForcedTrade',
        argsHash: HASH('2'),
        forcedTrade: { id: tradeId(HASH('2')) },
      }),
      one('guardianVetoedForcedTradeRequest', recordId(12, 0), { argsHash: HASH('5'), forcedTrade: null }),
      one('requestedForcedTrade', recordId(7, 0), {
        verb: 'requestForcedTrade',
        isGuardianAction: false,
        forcedTrade: { id: tradeId(HASH('1')) },
      }),
      one('requestedForcedTrade', recordId(8, 0), { forcedTrade: null }),
      all(
        'breaches',
        { rule: 'forcedTradeOutsideWindow', timestamp: START + 7 * DAY },
        { rule: 'forcedTradeOutsideWindow', timestamp: START + 8 * DAY + 1 },
        { rule: 'forcedTradeOutsideWindow', timestamp: START + 31 * DAY + 1 },
      ),
      changesOf(3, ['forcedTrade', tradeId(HASH('1')), 'queuedTimestamp', 0, START]),
      changesOf(4, ['forcedTrade', tradeId(HASH('1')), 'queuedTimestamp', START, START + DAY]),
      changesOf(9, ['forcedTrade', tradeId(HASH('1')), 'queuedTimestamp', START + DAY, 0]),
    ],
  ),

  'stark-proxy-forced-trade-ambiguous': scenario(
    'two forced trades of one key and vault are due and one is submitted: nothing tells which',
    [
      opening,
      at(START, tx(1, sp('QueuedForcedTradeRequest', args(17, 3, 1), HASH('1')))),
      at(START, tx(2, sp('QueuedForcedTradeRequest', args(17, 3, 2), HASH('2')))),
      at(START + 8 * DAY, tx(3, sp('RequestedForcedTrade', 17, 3, false))),
    ],
    [
      all(
        'forcedTrades',
        { id: tradeId(HASH('1')), status: 'ambiguous', queuedTimestamp: null, queuedAt: START, decidedAt: null },
        { id: tradeId(HASH('2')), status: 'ambiguous', queuedTimestamp: null, queuedAt: START, decidedAt: null },
      ),
      one('requestedForcedTrade', recordId(3, 0), { forcedTrade: null }),
      starkProxy(PROXY, { breachCount: 0 }),
      changesOf(5),
    ],
  ),

  'stark-proxy-forced-by-guardian': scenario(
    'the guardian forces the exchange only while there is debt; the owner may force a withdrawal at any time',
    [
      opening,
      at(START + 1, tx(1, sp('RequestedForcedWithdrawal', 17, 3, false))),
      at(START + 2, tx(2, sp('RequestedForcedWithdrawal', 17, 3, true))),
      at(START + 3, tx(3, sp('RequestedForcedTrade', 17, 3, true))),
    ],
    [
      one('requestedForcedWithdrawal', recordId(1, 0), {
        verb: 'requestForcedWithdrawal',
        isGuardianAction: false,
        starkKey: { starkKey: 17, isAllowed: false },
        position: { vaultId: 3 },
      }),
      all(
        'breaches',
        { rule: 'forcedByGuardianWithoutDebt', timestamp: START + 2 },
        { rule: 'forcedByGuardianWithoutDebt', timestamp: START + 3 },
      ),
    ],
  ),

  'stark-proxy-upgrade': scenario(
    'a StarkProxy with other code and another admin; the pool keeps its own',
    [opening, at(START + 1, tx(1, sp('Upgraded', alice))), at(START + 2, tx(2, sp('AdminChanged', bob, carol)))],
    [
      starkProxy(PROXY, { implementation: alice, proxyAdmin: carol }),
      one('upgraded', recordId(1, 0), { proxy: PROXY, implementation: alice, previousImplementation: null }),
      one('adminChanged', recordId(2, 0), { proxy: PROXY, previousAdmin: bob, newAdmin: carol }),
      pool({ implementation: '0xbe607a58206180fef691bf1b5ae9670174284388', upgradedFromConfiguration: false }),
      activities('BlackoutWindowChanged', 'EpochParametersChanged', 'Upgraded', 'AdminChanged'),
    ],
  ),
};
