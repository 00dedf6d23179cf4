import type { Distributor } from '../subgraph/manifest.ts';
import { firstOfProxy, readConstants, requireCode } from './chain-contract.ts';
import { StackError } from './error.ts';
import type { JsonRpc } from './json-rpc.ts';

/** The distributor that an option names: what no log of it tells is read from its contract. */
export async function namedDistributor(
  rpc: JsonRpc,
  chain: { url: string; chainId: number; network: string },
  address: string,
  startBlock: number,
): Promise<Distributor> {
  await requireCode(rpc, address, '--distributor', chain.network);
  const constants = await readConstants(chain.url, chain.chainId, address, {
    REWARDS_TOKEN: 'address',
    REWARDS_TREASURY: 'address',
    // A pool has the two above as well.
    TRADER_SCORE_ALPHA_BASE: 'uint256',
  }).catch(() => {
    throw new StackError(
      'NOT_A_DISTRIBUTOR',
      `the contract at ${address} does not answer as a Merkle distributor; check --distributor.`,
    );
  });
  return {
    address,
    startBlock,
    rewardsToken: constants.REWARDS_TOKEN,
    rewardsTreasury: constants.REWARDS_TREASURY,
    ...(await firstOfProxy(rpc, address, startBlock)),
  };
}
