import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { Deployment, Distributor, StarkProxy } from './networks.ts';

export {
  type Deployment,
  type Distributor,
  deploymentOf,
  type NetworkConfig,
  readNetworks,
  type StarkProxy,
} from './networks.ts';

interface AbiEvent {
  type: string;
  name: string;
  inputs: AbiInput[];
}

interface AbiInput {
  type: string;
  indexed?: boolean;
  components?: AbiInput[];
}

const typeOf = (input: AbiInput): string =>
  input.components ? `(${input.components.map(typeOf).join(',')})` : input.type;

const signatureOf = (event: AbiEvent): string =>
  `${event.name}(${event.inputs.map((input) => (input.indexed ? 'indexed ' : '') + typeOf(input)).join(',')})`;

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

/**
 * Every event of a contract's ABI, each with a handler of its own name: an event cannot be forgotten. The pool's are named
 * after the event alone, others begin with what emits them.
 */
function eventHandlersOf(name: string, emitter = ''): { event: string; handler: string }[] {
  const abi: AbiEvent[] = JSON.parse(read(`./abis/${name}.json`));
  return abi
    .filter((entry) => entry.type === 'event')
    .map((entry) => ({ event: signatureOf(entry), handler: `handle${emitter}${entry.name}` }));
}

const entityNames = (): string[] =>
  [...read('../schema.graphql').matchAll(/^type (\w+) /gm)].map((match) => match[1] as string);

/** What no log tells, handed to the mappings: they make no call to the chain. */
function contextOf(deployment: Deployment) {
  const bytes = (data: string) => ({ type: 'Bytes', data });
  return {
    pool: bytes(deployment.pool),
    stakedToken: bytes(deployment.stakedToken),
    rewardsToken: bytes(deployment.rewardsToken),
    rewardsTreasury: bytes(deployment.rewardsTreasury),
    distributionStart: { type: 'BigInt', data: deployment.distributionStart },
    distributionEnd: { type: 'BigInt', data: deployment.distributionEnd },
    ...(deployment.implementation && { implementation: bytes(deployment.implementation) }),
    ...(deployment.proxyAdmin && { proxyAdmin: bytes(deployment.proxyAdmin) }),
    callsIndexed: { type: 'Bool', data: deployment.indexCalls },
    ...contextOfStarkProxies(deployment.starkProxies),
  };
}

/** Their addresses one after the other, as a context has no lists; and of each what no log tells. */
function contextOfStarkProxies(starkProxies: readonly StarkProxy[]) {
  if (starkProxies.length === 0) return {};
  const bytes = (data: string) => ({ type: 'Bytes', data });
  const known = starkProxies.flatMap(({ address, implementation, proxyAdmin }) => [
    ...(implementation ? [[`implementationOf${address.toLowerCase()}`, bytes(implementation)]] : []),
    ...(proxyAdmin ? [[`proxyAdminOf${address.toLowerCase()}`, bytes(proxyAdmin)]] : []),
  ]);
  const addresses = starkProxies.map(({ address }) => address.slice(2).toLowerCase());
  return { starkProxies: bytes(`0x${addresses.join('')}`), ...Object.fromEntries(known) };
}

const topicOf = (address: string): string => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`;

const MAPPINGS = './mappings/main.ts';
const TRANSFER = 'Transfer(indexed address,indexed address,uint256)';

/** The same of the distributor, whose first log may be the first of all: it has the pool's too. */
function contextOfDistributor(deployment: Deployment, distributor: Distributor) {
  const bytes = (data: string) => ({ type: 'Bytes', data });
  return {
    ...contextOf(deployment),
    distributorRewardsToken: bytes(distributor.rewardsToken),
    distributorRewardsTreasury: bytes(distributor.rewardsTreasury),
    ...(distributor.implementation && { distributorImplementation: bytes(distributor.implementation) }),
    ...(distributor.proxyAdmin && { distributorProxyAdmin: bytes(distributor.proxyAdmin) }),
  };
}

/** The manifest of a deployment, as YAML text; paths are relative to the project's root. */
export function renderManifest(deployment: Deployment): string {
  const poolTopic = topicOf(deployment.pool);
  const { starkProxies } = deployment;
  const mapping = (abi: string, handlers: object) => ({
    kind: 'ethereum/events',
    apiVersion: '0.0.9',
    language: 'wasm/assemblyscript',
    entities: entityNames(),
    abis: [{ name: abi, file: `./subgraph/abis/${abi}.json` }],
    ...handlers,
    file: MAPPINGS,
  });
  const dataSource = (
    name: string,
    address: string,
    abi: string,
    handlers: object,
    startBlock = deployment.startBlock,
  ) => ({
    kind: 'ethereum/contract',
    name,
    network: deployment.network,
    source: { address, abi, startBlock },
    context: contextOf(deployment),
    mapping: mapping(abi, handlers),
  });
  const starkProxyHandlers = { eventHandlers: eventHandlersOf('StarkProxy', 'StarkProxy') };
  const starkProxyTopics = starkProxies.map(({ address }) => topicOf(address));
  const tokenSource = (way: 'In' | 'Out', topic: 'topic1' | 'topic2') =>
    dataSource(`StarkProxyToken${way}`, deployment.stakedToken, 'ERC20', {
      eventHandlers: [{ event: TRANSFER, handler: `handleStarkProxyTokenTransfer${way}`, [topic]: starkProxyTopics }],
    });
  const { distributor } = deployment;
  const distributorSource = (of: Distributor) => ({
    ...dataSource(
      'RewardsDistributor',
      of.address,
      'MerkleDistributorV1',
      { eventHandlers: eventHandlersOf('MerkleDistributorV1', 'RewardsDistributor') },
      of.startBlock,
    ),
    context: contextOfDistributor(deployment, of),
  });
  const manifest = {
    specVersion: '1.3.0',
    description:
      'dYdX liquidity staking pool, its StarkProxies and the Merkle distributor: every log, and the state they store',
    indexerHints: { prune: 'never' },
    schema: { file: './schema.graphql' },
    dataSources: [
      dataSource('LiquidityStaking', deployment.pool, 'LiquidityStakingV1', {
        eventHandlers: eventHandlersOf('LiquidityStakingV1'),
        ...(deployment.indexCalls && {
          callHandlers: [
            {
              function: 'failsafeDeleteUserInactiveBalance()',
              handler: 'handleFailsafeDeleteUserInactiveBalance',
            },
          ],
        }),
      }),
      // USDC is one of the busiest tokens: only transfers that touch the pool are asked for. Two data sources, because
      // a transfer from the pool to itself would match two handlers of one, and that stops the Graph Node for good.
      dataSource('StakedTokenIn', deployment.stakedToken, 'ERC20', {
        eventHandlers: [{ event: TRANSFER, handler: 'handleStakedTokenTransferIn', topic2: [poolTopic] }],
      }),
      dataSource('StakedTokenOut', deployment.stakedToken, 'ERC20', {
        eventHandlers: [{ event: TRANSFER, handler: 'handleStakedTokenTransferOut', topic1: [poolTopic] }],
      }),
      // Known StarkProxies have data sources of their own: the roles given at their creation come before the pool names
      // them. Topics must be known beforehand too, so only of these the USDC is followed.
      ...starkProxies.map(({ address, startBlock }, i) =>
        dataSource(`StarkProxy${i + 1}`, address, 'StarkProxy', starkProxyHandlers, startBlock),
      ),
      ...(starkProxies.length > 0 ? [tokenSource('In', 'topic2'), tokenSource('Out', 'topic1')] : []),
      ...(distributor ? [distributorSource(distributor)] : []),
    ],
    templates: [
      // One for each other borrower, made by the mapping when the pool first names it.
      {
        kind: 'ethereum/contract',
        name: 'StarkProxy',
        network: deployment.network,
        source: { abi: 'StarkProxy' },
        mapping: mapping('StarkProxy', starkProxyHandlers),
      },
      // One for each root that is proposed, made by the distributor's mapping.
      {
        kind: 'file/ipfs',
        name: 'RewardsFile',
        mapping: {
          kind: 'ethereum/events',
          apiVersion: '0.0.9',
          language: 'wasm/assemblyscript',
          entities: ['RewardsTree'],
          abis: [{ name: 'MerkleDistributorV1', file: './subgraph/abis/MerkleDistributorV1.json' }],
          handler: 'handleRewardsFile',
          file: MAPPINGS,
        },
      },
    ],
  };
  return `# Generated by \`npm run manifest\` from subgraph/; do not edit.\n${stringify(manifest, { lineWidth: 0 })}`;
}
