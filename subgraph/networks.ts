import { readFileSync } from 'node:fs';

/** A borrower's StarkProxy that is known beforehand, and what no log of it tells. */
export interface StarkProxy {
  address: string;
  /** Block of its creation or an earlier one. */
  startBlock: number;
  /** First code behind the proxy, where it is known. */
  implementation?: string;
  /** First admin of the proxy, where it is known. */
  proxyAdmin?: string;
}

/** Where a pool is deployed, and what no log of it tells. Addresses are 0x hex, times decimal unix seconds. */
export interface Deployment {
  /** Graph Node's name of the network. */
  network: string;
  /** LiquidityStakingV1, the proxy. */
  pool: string;
  /** USDC, `STAKED_TOKEN()`. */
  stakedToken: string;
  /** DYDX, `REWARDS_TOKEN()`. */
  rewardsToken: string;
  /** `REWARDS_TREASURY()`. */
  rewardsTreasury: string;
  /** `DISTRIBUTION_START()`. */
  distributionStart: string;
  /** `DISTRIBUTION_END()`. */
  distributionEnd: string;
  /** First code behind the proxy, for which the proxy logs nothing. */
  implementation?: string;
  /** First admin of the proxy, for which the proxy logs nothing. */
  proxyAdmin?: string;
  /** First block to index: the proxy's creation or earlier. */
  startBlock: number;
  /** Its Merkle distributor; none is indexed without it. */
  distributor?: Distributor;
  /** Follow calls too, so that `failsafeDeleteUserInactiveBalance` is known; needs a node that traces. */
  indexCalls: boolean;
  /** Borrowers' contracts that are followed since their creation; others since the pool first names them. */
  starkProxies: readonly StarkProxy[];
}

/** Where a MerkleDistributorV1 is deployed, and what no log of it tells. */
export interface Distributor {
  /** MerkleDistributorV1, the proxy. */
  address: string;
  /** First block to index: the proxy's creation or earlier. */
  startBlock: number;
  /** DYDX, `REWARDS_TOKEN()`. */
  rewardsToken: string;
  /** `REWARDS_TREASURY()`. */
  rewardsTreasury: string;
  /** First code behind the proxy, for which the proxy logs nothing. */
  implementation?: string;
  /** First admin of the proxy, for which the proxy logs nothing. */
  proxyAdmin?: string;
}

interface DataSource {
  address: string;
  startBlock: number;
}

/** One entry of networks.json. */
export interface NetworkConfig {
  chainId: number;
  LiquidityStaking: DataSource;
  StakedToken: DataSource;
  MerkleDistributor?: Distributor;
  rewardsToken: string;
  rewardsTreasury: string;
  distributionStart: string;
  distributionEnd: string;
  implementation?: string;
  proxyAdmin?: string;
  indexCalls: boolean;
  starkProxies?: readonly StarkProxy[];
}

/** Every network of networks.json, by Graph Node's name for it. */
export function readNetworks(): Record<string, NetworkConfig> {
  return JSON.parse(readFileSync(new URL('./networks.json', import.meta.url), 'utf8'));
}

/** The deployment that networks.json describes for a network. */
export function deploymentOf(network: string, config: NetworkConfig): Deployment {
  const { LiquidityStaking, StakedToken, MerkleDistributor, chainId: _, starkProxies = [], ...rest } = config;
  return {
    ...rest,
    starkProxies,
    network,
    pool: LiquidityStaking.address,
    startBlock: LiquidityStaking.startBlock,
    stakedToken: StakedToken.address,
    ...(MerkleDistributor && { distributor: MerkleDistributor }),
  };
}
