/** Events that only name an actor, or the ERC-20 side, against the events that they belong to. */
import { ZeroAddress } from 'ethers';
import { type Check, placeOf } from '../check.ts';
import type { Activity, LedgerRow } from '../ledger/rows.ts';
import { Sheet } from '../sheet.ts';

/** What an activity must find in its transaction, or what it is that another must find; null for all others. */
function claimOf({ type, fields: f }: Activity): { key: string; isWitness: boolean }[] {
  const claim = (isWitness: boolean, ...parts: (string | undefined)[]) => [{ key: parts.join(' '), isWitness }];
  const own = claim.bind(null, false);
  const witness = claim.bind(null, true);
  if (type === 'Transfer' && f.from === ZeroAddress) return witness('mint', f.to, f.value);
  if (type === 'Transfer' && f.to === ZeroAddress) return witness('burn', f.value);
  if (type === 'Staked') return own('mint', f.spender, f.amount);
  if (type === 'WithdrewStake')
    return [...own('burn', f.amount), ...own('withdrawal', f.staker, f.recipient, f.amount)];
  if (type === 'WithdrawalRequested') return own('request', f.staker, f.amount);
  if (type === 'ClaimedRewards') return own('claim', f.user, f.recipient, f.claimedRewards);
  if (type === 'OperatorWithdrewStakeFor') return witness('withdrawal', f.staker, f.recipient, f.amount);
  if (type === 'OperatorWithdrawalRequestedFor') return witness('request', f.staker, f.amount);
  if (type === 'OperatorClaimedRewardsFor') return witness('claim', f.staker, f.recipient, f.claimedRewards);
  return [];
}

export class PairsCheck implements Check {
  readonly sheet = new Sheet(
    'pairs',
    'Each mint, burn and operator event stands beside the stake, withdrawal, request or claim that it names.',
  );
  #own: { key: string; activity: Activity }[] = [];
  #witnesses: { key: string; activity: Activity }[] = [];

  before({ activity }: LedgerRow): void {
    for (const { key, isWitness } of claimOf(activity))
      (isWitness ? this.#witnesses : this.#own).push({ key, activity });
  }

  transactionEnd(): void {
    const open = [...this.#own];
    for (const { key, activity } of this.#witnesses) {
      this.sheet.count();
      const found = open.findIndex((each) => each.key === key);
      if (found >= 0) open.splice(found, 1);
      else this.sheet.fault(`nothing in its transaction matches it (${key})`, placeOf(activity));
    }
    // A stake always mints and a withdrawal always burns; operators are named only where one acted.
    for (const { key, activity } of open) {
      if (/^(mint|burn) /.test(key)) this.sheet.fault(`no ${key} in its transaction`, placeOf(activity));
    }
    this.#own = [];
    this.#witnesses = [];
  }
}
