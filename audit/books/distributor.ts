/** The Merkle distributor in the second set of books: what its activities say that it stores, as text. */
import { ZeroAddress } from 'ethers';
import type { Activity } from '../ledger/rows.ts';
import { type Stored, textOf } from '../ledger/source.ts';

/** A field of an activity, the stored field that it sets, and the field that tells its value before. */
export type Setting = readonly [field: string, stored: string, previous: string];

export const SETTINGS: Readonly<Record<string, readonly Setting[]>> = {
  RewardsOracleChanged: [['rewardsOracle', 'rewardsOracle', 'previousRewardsOracle']],
  IpnsNameUpdated: [['ipnsName', 'ipnsName', 'previousIpnsName']],
  IpfsUpdatePeriodUpdated: [['ipfsUpdatePeriod', 'ipfsUpdatePeriod', 'previousIpfsUpdatePeriod']],
  RewardsParametersUpdated: [
    ['marketMakerRewardsAmount', 'marketMakerRewardsAmount', 'previousMarketMakerRewardsAmount'],
    ['traderRewardsAmount', 'traderRewardsAmount', 'previousTraderRewardsAmount'],
    ['traderScoreAlpha', 'traderScoreAlpha', 'previousTraderScoreAlpha'],
  ],
  EpochScheduleUpdated: [
    ['interval', 'epochInterval', 'previousInterval'],
    ['offset', 'epochOffset', 'previousOffset'],
  ],
};

type Row = Record<string, string>;

const NOTHING: Row = {
  ...{ activeRoot: '', proposedRoot: '', nextRootEpoch: '0', waitingPeriodEnd: '0', rootUpdatesPaused: 'false' },
  ...{ rewardsOracle: ZeroAddress, ipnsName: '', ipfsUpdatePeriod: '0', epochInterval: '0', epochOffset: '0' },
  ...{ marketMakerRewardsAmount: '0', traderRewardsAmount: '0', traderScoreAlpha: '0', cumulativeClaimedRewards: '0' },
  ...{ rootCount: '0', accountCount: '0', claimCount: '0' },
};
const NO_ROOT: Row = { activatedAt: '', replacedAt: '' };
const NO_CLAIM: Row = { claimedRewards: '0', alwaysAllowClaims: 'false', claimCount: '0' };

const sum = (a: string | undefined, b: string | undefined): string => String(BigInt(a ?? 0) + BigInt(b ?? 0));

export class DistributorBooks {
  readonly state: Row = { ...NOTHING };
  readonly roots = new Map<string, Row>();
  readonly accounts = new Map<string, Row>();

  /** Takes what is stored at the start of a window as given. */
  load(distributor: Stored, roots: readonly Stored[], accounts: readonly Stored[]): void {
    for (const name of Object.keys(NOTHING)) this.state[name] = textAt(distributor, name);
    for (const row of roots) this.roots.set(textOf(row, 'id'), textsOf(row));
    for (const row of accounts) this.accounts.set(textOf(row, 'id'), textsOf(row));
  }

  /** The schedule is the last that `initialize` sets, and never 0. */
  get isInitialised(): boolean {
    return this.state.epochInterval !== '0';
  }

  book(activity: Activity): void {
    const { type, fields } = activity;
    for (const [field, stored] of SETTINGS[type] ?? []) this.state[stored] = fields[field] ?? '';
    if (type === 'RootUpdatesPaused') this.state.rootUpdatesPaused = 'true';
    if (type === 'RootUpdatesUnpaused') this.state.rootUpdatesPaused = 'false';
    if (type === 'RootProposed') this.#propose(activity);
    if (type === 'RootUpdated') this.#update(activity);
    if (fields.claimant === undefined) return;
    const account = this.#account(fields.claimant, activity.blockNumber);
    if (type === 'AlwaysAllowClaimForUpdated') account.alwaysAllowClaims = fields.alwaysAllowClaims ?? '';
    if (type !== 'RewardsClaimed') return;
    account.claimedRewards = sum(account.claimedRewards, fields.claimedRewards);
    account.claimCount = sum(account.claimCount, '1');
    this.state.cumulativeClaimedRewards = sum(this.state.cumulativeClaimedRewards, fields.claimedRewards);
    this.state.claimCount = sum(this.state.claimCount, '1');
  }

  #propose({ fields, timestamp }: Activity): void {
    const { root: id = '', merkleRoot = '', rootEpoch = '', ipfsCid = '', waitingPeriodEnd = '' } = fields;
    const { proposedRoot = '', activeRoot } = this.state;
    const before = this.roots.get(proposedRoot);
    if (before !== undefined && proposedRoot !== activeRoot && proposedRoot !== id)
      before.replacedAt = String(timestamp);
    const at = String(timestamp);
    const known = this.roots.get(id);
    if (known === undefined) this.state.rootCount = sum(this.state.rootCount, '1');
    const root = known ?? { ...NO_ROOT, merkleRoot, epoch: rootEpoch, ipfsCid, firstProposedAt: at };
    this.roots.set(id, Object.assign(root, { proposedAt: at, waitingPeriodEnd, replacedAt: '' }));
    Object.assign(this.state, { proposedRoot: id, waitingPeriodEnd });
  }

  #update({ fields, timestamp }: Activity): void {
    const before = this.roots.get(this.state.activeRoot ?? '');
    if (before !== undefined) before.replacedAt = String(timestamp);
    const root = this.roots.get(fields.root ?? '');
    if (root !== undefined) root.activatedAt = String(timestamp);
    Object.assign(this.state, { activeRoot: fields.root ?? '', nextRootEpoch: sum(fields.rootEpoch, '1') });
  }

  #account(id: string, block: number): Row {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const account = { ...NO_CLAIM, firstBlock: String(block) };
    this.accounts.set(id, account);
    this.state.accountCount = sum(this.state.accountCount, '1');
    return account;
  }
}

/** A stored value as text; empty where there is none. */
export const textAt = (row: Stored, field: string): string => String(row[field] ?? '');

const textsOf = (row: Stored): Row => Object.fromEntries(Object.keys(row).map((field) => [field, textAt(row, field)]));
