/** `account`: what one address has in the pool and at the distributor, at one state and second. */

import { getNamedType, isObjectType } from 'graphql';
import { integer } from '../../derived/rows.ts';
import { ApiError } from '../../errors.ts';
import { STATE } from '../../execute/pinned.ts';
import { readInteger } from '../../execute/target.ts';
import type { JsonObject } from '../../json.ts';
import { collectFields } from '../../plan/collect.ts';
import type { LateField, LateNode, LateRequest, Pin } from '../../plan/late.ts';
import { selectionOf } from '../../plan/sub.ts';
import { valueWriter } from '../../plan/values.ts';
import { readAddress } from './accounts.ts';
import * as amounts from './amounts.ts';

/** Fields that are a staker's, by their names there. */
const OF_STAKER: Readonly<Record<string, string>> = {
  activeBalanceCurrentEpoch: 'activeBalanceCurrentEpoch',
  activeBalanceNextEpoch: 'activeBalanceNextEpoch',
  inactiveBalanceCurrentEpoch: 'inactiveBalanceCurrentEpoch',
  inactiveBalanceNextEpoch: 'inactiveBalanceNextEpoch',
  tokenBalance: 'tokenBalance',
  transferableBalance: 'transferableBalance',
  stakeAvailableToWithdraw: 'stakeAvailableToWithdraw',
  debtBalance: 'debtBalance',
  debtAvailableToWithdraw: 'debtAvailableToWithdraw',
  claimableStakingRewards: 'claimableRewards',
};

/** Fields that follow from the distributor's trees and what was claimed. */
const OF_DISTRIBUTOR: Readonly<Record<string, (request: LateRequest) => Promise<amounts.Amount<bigint | null>>>> = {
  cumulativeDistributorRewards: amounts.cumulativeRewards,
  claimedDistributorRewards: async () => (_address, claimed) => claimed,
  claimableDistributorRewards: amounts.claimableRewards,
  pendingDistributorRewards: amounts.pendingRewards,
  distributorRewardsClaimableFrom: amounts.claimableFrom,
};

/** What the sum of both is made of. */
const SUM = ['claimableStakingRewards', 'claimableDistributorRewards'];

const CLAIMED = `query($id: ID!, $block: Block_height) { rewardsAccount(id: $id, block: $block) { claimedRewards } ${STATE} }`;

export const account: LateField = {
  needs: [],
  compile(node) {
    const wanted = wantedFields(node);
    const staked = wanted.filter((name) => Object.hasOwn(OF_STAKER, name));
    const earned = wanted.filter((name) => Object.hasOwn(OF_DISTRIBUTOR, name));
    const selection = staked.map((name) => `${name}: ${OF_STAKER[name]}`).join(' ');
    // Something of the pool is asked for in any case where a second is named: only then is the second checked.
    const sets = [selectionOf(selection || 'tokenBalance')];
    const stakers = node.scope.sub({ root: 'stakers', args: ['first', 'where'], sets });
    const write = valueWriter(node.scope, node.type, node.sets);
    return async (_rows, request) => {
      const id = readAddress(request.args.id);
      if (id === null)
        throw new ApiError('BAD_USER_INPUT', 'The argument id must be an address, 20 bytes in hex: correct it.');
      const pin = pinAt(request);
      const [text, distributor] = await Promise.all([
        staked.length === 0 && pin.at === request.pin.at
          ? '[]'
          : request.run(stakers, pin, { first: 1, where: { id_in: [id] } }),
        ofDistributor(request, id, earned),
      ]);
      const staker = (JSON.parse(text) as JsonObject[])[0] ?? {};
      const values: Record<string, bigint | null> = { ...distributor };
      for (const name of staked) values[name] = integer(staker, name);
      const claimableRewards = SUM.reduce((sum, name) => sum + (values[name] ?? 0n), 0n);
      return [write({ ...values, id, claimableRewards })];
    };
  },
};

/** Names of the fields asked for, with what their sum needs. */
function wantedFields({ scope, type, sets }: LateNode): readonly string[] {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new Error(`${named.name} is no object type`);
  const names = [...collectFields(scope, named, sets).values()].map(([node]) => node?.name.value ?? '');
  return [...new Set(names.includes('claimableRewards') ? [...names, ...SUM] : names)];
}

/** The view's state, at the second of the argument `at` if that is given. */
function pinAt({ pin, args }: LateRequest): Pin {
  const { at } = args;
  return at === null || at === undefined ? pin : { ...pin, at: readInteger(at, 'at') };
}

async function ofDistributor(
  request: LateRequest,
  id: string,
  names: readonly string[],
): Promise<Record<string, bigint | null>> {
  if (names.length === 0) return {};
  const { rewardsAccount } = await request.read(CLAIMED, { id });
  const claimed = integer((rewardsAccount ?? {}) as JsonObject, 'claimedRewards');
  const values = await Promise.all(
    names.map(async (name) => [name, (await OF_DISTRIBUTOR[name]?.(request))?.(id, claimed) ?? null] as const),
  );
  return Object.fromEntries(values);
}
