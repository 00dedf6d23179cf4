import type { Deployment, Distributor, StarkProxy } from '../subgraph/manifest.ts';
import { StackError } from './error.ts';
import type { Recording, RecordingHeader } from './recording.ts';

/** Graph Node's name for the chain of a recording. */
export const LOCAL_NETWORK = 'local';

/** `initialize(address implementation, address admin, bytes)` of the upgradeable proxies. */
const INITIALIZE = '0xcf7a1d77';

function addressOf(header: RecordingHeader, key: string): string {
  const contract = header.contracts[key];
  if (contract) return contract.address;
  throw new StackError(
    'RECORDING_FORMAT',
    `the recording's header names no contract "${key}", without which there is no pool to index.`,
  );
}

/** The header tells implementation and admin as they are at the end; the call that set up the proxy tells the first ones. */
function firstOfProxy(recording: Recording, proxy: string): { implementation?: string; proxyAdmin?: string } {
  for (const block of recording.blocks) {
    const call = block.transactions.find(
      (one) => one.to === proxy && one.status === 1 && one.input?.startsWith(INITIALIZE),
    );
    const input = call?.input;
    if (input) return { implementation: `0x${input.slice(34, 74)}`, proxyAdmin: `0x${input.slice(98, 138)}` };
  }
  return {};
}

/** StarkProxies by their keys in the header; those of their implementations and admins say they are no proxies. */
function recordedStarkProxies(recording: Recording): StarkProxy[] {
  return Object.values(recording.header.contracts)
    .filter(({ abi, proxy }) => proxy && abi?.startsWith('StarkProxy'))
    .map(({ address, startBlock }) => ({ address, startBlock, ...firstOfProxy(recording, address) }));
}

/** The recorded distributor, if there is one. */
function recordedDistributor(recording: Recording): Distributor | undefined {
  const { header } = recording;
  const contract = header.contracts.merkleDistributor;
  return (
    contract && {
      address: contract.address,
      startBlock: contract.startBlock,
      rewardsToken: addressOf(header, 'dydx'),
      rewardsTreasury: addressOf(header, 'rewardsTreasury'),
      ...firstOfProxy(recording, contract.address),
    }
  );
}

/** The deployment a recording was made of. */
export function recordedDeployment(recording: Recording, indexCalls: boolean): Deployment {
  const { header } = recording;
  const pool = addressOf(header, 'liquidityStaking');
  const distributor = recordedDistributor(recording);
  return {
    network: LOCAL_NETWORK,
    pool,
    stakedToken: addressOf(header, 'usdc'),
    rewardsToken: addressOf(header, 'dydx'),
    rewardsTreasury: addressOf(header, 'rewardsTreasury'),
    distributionStart: `${header.params.distributionStart}`,
    distributionEnd: `${header.params.distributionEnd}`,
    ...firstOfProxy(recording, pool),
    startBlock: header.contracts.liquidityStaking?.startBlock ?? header.startBlock,
    ...(distributor ? { distributor } : {}),
    indexCalls,
    starkProxies: recordedStarkProxies(recording),
  };
}
