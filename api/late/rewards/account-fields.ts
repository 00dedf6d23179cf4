/** Late fields of RewardsAccount: what the trees say of it. */
import { integer } from '../../derived/rows.ts';
import type { LateField, LateRequest } from '../../plan/late.ts';
import { writeScalar } from '../../plan/write.ts';
import * as amounts from './amounts.ts';

function field<Value>(read: (request: LateRequest) => Promise<amounts.Amount<Value>>): LateField {
  return {
    needs: ['id', 'claimedRewards'],
    compile({ key }) {
      const [id, claimed] = [key('id'), key('claimedRewards')];
      return async (rows, request) => {
        const amount = await read(request);
        return rows.map((row) => writeScalar(amount(String(row[id]), integer(row, claimed))));
      };
    },
  };
}

export const REWARDS_ACCOUNT_FIELDS: Readonly<Record<string, LateField>> = {
  cumulativeRewards: field(amounts.cumulativeRewards),
  cumulativeRewardsProposed: field(amounts.cumulativeRewardsProposed),
  claimableRewards: field(amounts.claimableRewards),
  pendingRewards: field(amounts.pendingRewards),
  claimableFrom: field(amounts.claimableFrom),
  proof: field(amounts.proof),
};
