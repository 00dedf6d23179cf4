import { Contract, id, isAddress, JsonRpcProvider, Network, toBeHex } from 'ethers';
import { type Deployment, deploymentOf, type NetworkConfig, readNetworks } from '../subgraph/manifest.ts';
import { reasonOf, StackError } from './error.ts';
import { JsonRpc } from './json-rpc.ts';
import type { StackOptions } from './options.ts';

const CONSTANTS = [
  'function STAKED_TOKEN() view returns (address)',
  'function REWARDS_TOKEN() view returns (address)',
  'function REWARDS_TREASURY() view returns (address)',
  'function DISTRIBUTION_START() view returns (uint256)',
  'function DISTRIBUTION_END() view returns (uint256)',
];

const slot = (name: string): string => toBeHex(BigInt(id(`eip1967.proxy.${name}`)) - 1n, 32);

async function chainIdOf(rpc: JsonRpc, url: string): Promise<number> {
  const answer = await rpc.call<unknown>('eth_chainId').catch((error) => {
    throw new StackError('RPC_UNREACHABLE', `no Ethereum node answers at ${url} (${reasonOf(error)}); check --rpc.`);
  });
  if (typeof answer === 'string' && Number.isInteger(Number(answer))) return Number(answer);
  throw new StackError('RPC_UNREACHABLE', `what answers at ${url} is no Ethereum node; check --rpc.`);
}

async function requireCode(rpc: JsonRpc, address: string, option: string, network: string): Promise<void> {
  if (!isAddress(address)) throw new StackError('ADDRESS_INVALID', `${address} is not an address; check ${option}.`);
  const code = await rpc.call<string>('eth_getCode', address, 'latest');
  if (code === '0x')
    throw new StackError('NO_CODE', `there is no contract at ${address} on ${network}; check ${option} and --network.`);
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

/** First code and admin behind the proxy: what it held at the end of the block to start from, where the node still knows. */
async function firstOfProxy(
  rpc: JsonRpc,
  pool: string,
  startBlock: number,
): Promise<{ implementation?: string; proxyAdmin?: string }> {
  const read = async (name: string) => {
    const word = await rpc
      .call<string>('eth_getStorageAt', pool, slot(name), `0x${startBlock.toString(16)}`)
      .catch(() => '0x');
    return /^0x0{24}[0-9a-f]{40}$/.test(word) && !/^0x0{64}$/.test(word) ? `0x${word.slice(26)}` : undefined;
  };
  const [implementation, proxyAdmin] = await Promise.all([read('implementation'), read('admin')]);
  return { ...(implementation ? { implementation } : {}), ...(proxyAdmin ? { proxyAdmin } : {}) };
}

/** What no log of an unlisted pool tells, read from its contract once. */
async function readPool(
  url: string,
  chainId: number,
  pool: string,
): Promise<
  Pick<Deployment, 'stakedToken' | 'rewardsToken' | 'rewardsTreasury' | 'distributionStart' | 'distributionEnd'>
> {
  const network = Network.from(chainId);
  const provider = new JsonRpcProvider(url, network, { staticNetwork: network });
  const contract = new Contract(pool, CONSTANTS, provider);
  const read = async (name: string) => String(await contract.getFunction(name)());
  try {
    const [stakedToken, rewardsToken, rewardsTreasury, distributionStart, distributionEnd] = await Promise.all([
      ...['STAKED_TOKEN', 'REWARDS_TOKEN', 'REWARDS_TREASURY', 'DISTRIBUTION_START', 'DISTRIBUTION_END'].map(read),
    ] as [Promise<string>, Promise<string>, Promise<string>, Promise<string>, Promise<string>]);
    return { stakedToken, rewardsToken, rewardsTreasury, distributionStart, distributionEnd };
  } catch {
    throw new StackError(
      'NOT_A_POOL',
      `the contract at ${pool} does not answer as a liquidity staking pool; check --pool.`,
    );
  } finally {
    provider.destroy();
  }
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
  // An own start block, as of a fork that begins later, is meant for all of it.
  const startBlock = options.startBlock ?? deployment.startBlock;
  const starkProxies = deployment.starkProxies.map((proxy) => ({
    ...proxy,
    startBlock: options.startBlock ?? proxy.startBlock,
  }));
  return { ...deployment, startBlock, starkProxies, indexCalls: options.calls === true };
}

/** The deployment on a real chain, everything about it checked against the node. */
export async function chainDeployment(
  url: string,
  options: StackOptions,
): Promise<Deployment & { distributor?: string }> {
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
    const isListed =
      config &&
      (options.pool === undefined || options.pool.toLowerCase() === config.LiquidityStaking.address.toLowerCase());
    const deployment = isListed
      ? await listed(rpc, network, config, options)
      : await unlisted(rpc, url, chainId, network, options);
    const { distributor } = options;
    if (distributor !== undefined) await requireCode(rpc, distributor, '--distributor', network);
    if (deployment.indexCalls) await requireTraces(rpc, deployment.pool);
    return { ...deployment, ...(distributor === undefined ? {} : { distributor }) };
  } finally {
    await rpc.close();
  }
}
