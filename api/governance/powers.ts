/** What each role allows, in words, as the contracts' code has it: LS1Roles, LS1Operators, SP1Roles, SP2 and MD1Roles. */
import type { Contract } from './log.ts';

type Powers = Readonly<Record<string, readonly string[]>>;

const POOL: Powers = {
  OWNER_ROLE: ['give and take every role of the pool, its own included'],
  EPOCH_PARAMETERS_ROLE: [
    'change the length of epochs and when they begin, outside the blackout window',
    'change the length of the blackout window, outside it',
  ],
  REWARDS_RATE_ROLE: ['change the reward rate'],
  BORROWER_ADMIN_ROLE: [
    'change the shares of borrowers from the next epoch on, outside the blackout window',
    'forbid a borrower to borrow more, and lift what was forbidden',
  ],
  CLAIM_OPERATOR_ROLE: ['claim rewards of any staker, to any recipient'],
  STAKE_OPERATOR_ROLE: ['request withdrawals for any staker', 'withdraw stake of any staker, to any recipient'],
  DEBT_OPERATOR_ROLE: ['write off debt owed to a staker', 'write off debt of a borrower'],
};

const STARK_PROXY: Powers = {
  GUARDIAN_ROLE: [
    'give and take the guardian and veto guardian roles',
    'forbid more borrowing and allow it again',
    'repay what is borrowed, and debt, from what the contract holds',
    'withdraw from the exchange to the contract, with any stark key',
    'let an amount go to allowed recipients whatever is owed, and take that back',
    'force withdrawals and trades on the exchange, only while the contract owes debt',
    'cancel deposits and take them back, with any stark key, since version 2',
  ],
  VETO_GUARDIAN_ROLE: ['take forced trades off the queue'],
  OWNER_ROLE: [
    'give and take the owner and delegation admin roles',
    'decide which stark keys and which recipients are allowed',
    'set how much the pool and the exchange may draw from the contract',
    'force withdrawals on the exchange, with an allowed stark key',
    'queue forced trades, and submit them from 7 to 14 days later',
    'cancel deposits and take them back, with an allowed stark key, since version 2',
  ],
  DELEGATION_ADMIN_ROLE: ['give and take the borrower, exchange operator and withdrawal operator roles'],
  BORROWER_ROLE: ['borrow from the pool', 'repay what is borrowed, and debt'],
  EXCHANGE_OPERATOR_ROLE: ['deposit to the exchange and withdraw from it, with an allowed stark key'],
  WITHDRAWAL_OPERATOR_ROLE: [
    'pay to allowed recipients: what is held above what is owed, or what the guardian lets go',
    'claim the rewards that the contract has earned',
  ],
};

const REWARDS_DISTRIBUTOR: Powers = {
  OWNER_ROLE: [
    'give and take every role of the distributor, its own included',
    'change the oracle that roots are read from, and with it who is paid what',
    'change the name under which statistics are published',
  ],
  CONFIG_UPDATER_ROLE: [
    'change the rewards of an epoch that are published for the oracle',
    "change the distributor's own epochs, of any length, at any time",
    'change when statistics are published',
  ],
  PAUSER_ROLE: ['let no root become active; claims of the active one go on'],
  UNPAUSER_ROLE: ['let roots become active again'],
  CLAIM_OPERATOR_ROLE: ['claim rewards for any account, paid to that account'],
};

const BY_CONTRACT: Readonly<Record<Contract['kind'], Powers>> = {
  pool: POOL,
  starkProxy: STARK_PROXY,
  rewardsDistributor: REWARDS_DISTRIBUTOR,
};

/** Of the account that may upgrade a proxy. */
export const PROXY_ADMIN_POWERS: readonly string[] = [
  'replace the code of the contract, and with it every rule',
  'hand this power to another account',
];

/** Empty where the contract or the role is not known. */
export function powersOf(contract: Contract | undefined, role: string | null): readonly string[] {
  return (contract && role !== null && BY_CONTRACT[contract.kind][role]) || [];
}
