import { type Deployment, deploymentOf, type NetworkConfig, readNetworks } from '../subgraph/manifest.ts';
import { firstOfProxy, readConstants, requireCode } from './chain-contract.ts';
import { namedDistributor } from './chain-distributor.ts';
import { reasonOf, StackError } from './error.ts';
import { JsonRpc } from './json-rpc.ts';
import type { StackOptions } from './options.ts';

async function chainIdOf(rpc: JsonRpc, url: string): Promise<number> {
  const answer = await rpc.call<unknown>('eth_chainId').catch((error) => {
    throw new StackError('RPC_UNREACHABLE', `no Ethereum node answers at ${url} (${reasonOf(error)}); check --rpc.`);
  });
  if (typeof answer === 'string' && Number.isInteger(Number(answer))) return Number(answer);
  throw new StackError('RPC_UNREACHABLE', `what answers at ${url} is no Ethereum node; check --rpc.`);
}

async function requireTraces(rpc: JsonRpc, pool: string): Promise<void> {
  // Not every node takes "latest" here.
  const head = await rpc.call<string>('eth_blockNumber');
  const filter = { fromBlock: head, toBlock: head, toAddress: [pool] };
  await rpc.call('trace_filter', filter).catch((error) => {
    throw new StackError(
      'RPC_WITHOUT_TRACES',
      `--calls needs a node with trace_filter, which this one refuses (${reasonOf(error)}); leave --calls out.`,
    );
  });
}

type Constants = Pick<
  Deployment,
  'stakedToken' | 'rewardsToken' | 'rewardsTreasury' | 'distributionStart' | 'distributionEnd'
>;

/** What no log of an unlisted pool tells, read from its contract once. */
async function readPool(url: string, chainId: number, pool: string): Promise<Constants> {
  const constants = await readConstants(url, chainId, pool, {
    STAKED_TOKEN: 'address',
    REWARDS_TOKEN: 'address',
    REWARDS_TREASURY: 'address',
    DISTRIBUTION_START: 'uint256',
    DISTRIBUTION_END: 'uint256',
  }).catch(() => {
    throw new StackError(
      'NOT_A_POOL',
      `the contract at ${pool} does not answer as a liquidity staking pool; check --pool.`,
    );
  });
  return {
    stakedToken: constants.STAKED_TOKEN,
    rewardsToken: constants.REWARDS_TOKEN,
    rewardsTreasury: constants.REWARDS_TREASURY,
    distributionStart: constants.DISTRIBUTION_START,
    distributionEnd: constants.DISTRIBUTION_END,
  };
}

async function unlisted(
  rpc: JsonRpc,
  url: string,
  chainId: number,
  network: string,
  options: StackOptions,
): Promise<Deployment> {
  const { pool, startBlock } = options;
  if (pool === undefined)
    throw new StackError(
      'NETWORK_UNKNOWN',
      `subgraph/networks.json has no network "${network}"; add an entry, or give --pool and --start-block.`,
    );
  await requireCode(rpc, pool, '--pool', network);
  if (startBlock === undefined)
    throw new StackError(
      'START_BLOCK_MISSING',
      'the block in which the pool was created is not known; give it with --start-block.',
    );
  const constants = await readPool(url, chainId, pool);
  return {
    network,
    pool,
    ...constants,
    ...(await firstOfProxy(rpc, pool, startBlock)),
    startBlock,
    indexCalls: options.calls === true,
    starkProxies: [],
  };
}

async function listed(
  rpc: JsonRpc,
  network: string,
  config: NetworkConfig,
  options: StackOptions,
): Promise<Deployment> {
  const deployment = deploymentOf(network, config);
  await requireCode(rpc, deployment.pool, 'subgraph/networks.json', network);
  const { distributor } = deployment;
  // An own start block, as of a fork that begins later, is meant for all of it.
  const startsAt = <Contract extends { startBlock: number }>(contract: Contract): Contract => ({
    ...contract,
    startBlock: options.startBlock ?? contract.startBlock,
  });
  return {
    ...startsAt(deployment),
    starkProxies: deployment.starkProxies.map(startsAt),
    ...(distributor && { distributor: startsAt(distributor) }),
    indexCalls: options.calls === true,
  };
}

const isSame = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

/** The deployment on a real chain, everything about it checked against the node. */
export async function chainDeployment(url: string, options: StackOptions): Promise<Deployment> {
  if (!URL.canParse(url) || !/^https?:/.test(url))
    throw new StackError('RPC_UNREACHABLE', `${url} is no http(s) URL; check --rpc.`);
  const rpc = new JsonRpc(url);
  try {
    const network = options.network ?? 'mainnet';
    const config = readNetworks()[network];
    const chainId = await chainIdOf(rpc, url);
    if (config && config.chainId !== chainId) {
      throw new StackError(
        'WRONG_CHAIN',
        `the node at ${url} is on chain ${chainId}, ${network} is chain ${config.chainId}; check --rpc and --network.`,
      );
    }
    const isListed = config && (options.pool === undefined || isSame(options.pool, config.LiquidityStaking.address));
    const deployment = isListed
      ? await listed(rpc, network, config, options)
      : await unlisted(rpc, url, chainId, network, options);
    if (deployment.indexCalls) await requireTraces(rpc, deployment.pool);
    const { distributor } = options;
    if (distributor === undefined || isSame(distributor, deployment.distributor?.address)) return deployment;
    const chain = { url, chainId, network };
    return { ...deployment, distributor: await namedDistributor(rpc, chain, distributor, deployment.startBlock) };
  } finally {
    await rpc.close();
  }
}
