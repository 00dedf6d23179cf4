import { Address, BigInt, Bytes, dataSource, ethereum } from '@graphprotocol/graph-ts';
import { RewardsDistributor } from '../../generated/schema';
import { Journal, remember } from './journal';

/** The distributor as stored, created at its first log with what no log tells. */
export function loadDistributor(block: ethereum.Block): RewardsDistributor {
  const id = dataSource.address();
  const known = RewardsDistributor.load(id);
  const distributor = known === null ? createDistributor(id, block) : known;
  remember(distributor);
  return distributor;
}

function createDistributor(id: Bytes, block: ethereum.Block): RewardsDistributor {
  const context = dataSource.context();
  const implementation = context.get('distributorImplementation');
  const proxyAdmin = context.get('distributorProxyAdmin');
  const zero = BigInt.zero();
  const distributor = new RewardsDistributor(id);
  distributor.rewardsToken = context.getBytes('distributorRewardsToken');
  distributor.rewardsTreasury = context.getBytes('distributorRewardsTreasury');
  distributor.implementation = implementation === null ? null : implementation.toBytes();
  distributor.proxyAdmin = proxyAdmin === null ? null : proxyAdmin.toBytes();
  distributor.upgradedFromConfiguration = false;
  distributor.nextRootEpoch = 0;
  distributor.waitingPeriodEnd = zero;
  distributor.rootUpdatesPaused = false;
  distributor.rewardsOracle = Address.zero();
  distributor.ipnsName = '';
  distributor.ipfsUpdatePeriod = zero;
  distributor.epochInterval = zero;
  distributor.epochOffset = zero;
  distributor.marketMakerRewardsAmount = zero;
  distributor.traderRewardsAmount = zero;
  distributor.traderScoreAlpha = zero;
  distributor.rootCount = 0;
  distributor.accountCount = 0;
  distributor.claimCount = 0;
  distributor.cumulativeClaimedRewards = zero;
  distributor.firstBlock = block.number;
  return distributor;
}

/** Whether `initialize` is over: the schedule is the last that it sets, and never 0. */
export function isInitialised(distributor: RewardsDistributor): boolean {
  return !distributor.epochInterval.isZero();
}

/** Saves the distributor and writes down what changed of it. */
export function saveDistributor(journal: Journal, distributor: RewardsDistributor): void {
  journal.write('rewardsDistributor', distributor.id, distributor);
  distributor.save();
}
