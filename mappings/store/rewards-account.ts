import { BigInt, Bytes, ethereum } from '@graphprotocol/graph-ts';
import { RewardsAccount, RewardsDistributor } from '../../generated/schema';
import { Journal, remember } from './journal';

/** The account as stored, with nothing claimed if new, as the contract's mappings are. */
export function loadRewardsAccount(
  distributor: RewardsDistributor,
  address: Bytes,
  block: ethereum.Block,
): RewardsAccount {
  const known = RewardsAccount.load(address);
  if (known !== null) {
    remember(known);
    return known;
  }
  const account = new RewardsAccount(address);
  account.distributor = distributor.id;
  account.claimedRewards = BigInt.zero();
  account.alwaysAllowClaims = false;
  account.claimCount = 0;
  account.firstBlock = block.number;
  distributor.accountCount += 1;
  remember(account);
  return account;
}

/** Saves the account and writes down what changed of it. */
export function saveRewardsAccount(journal: Journal, account: RewardsAccount): void {
  journal.write('rewardsAccount', account.id, account);
  account.save();
}
