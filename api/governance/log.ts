/** What one log of governance says, whichever contract and event it is of. */

export type Kind =
  | 'allocation'
  | 'restriction'
  | 'rewardRate'
  | 'epochSchedule'
  | 'blackoutWindow'
  | 'role'
  | 'operator'
  | 'upgrade'
  | 'approval'
  | 'allowlist'
  | 'rewardsOracle'
  | 'rewardsParameters'
  | 'publication'
  | 'pause';

export type Unit =
  | 'fraction'
  | 'boolean'
  | 'dydx'
  | 'dydxPerSecond'
  | 'seconds'
  | 'unixSeconds'
  | 'usdc'
  | 'wad'
  | 'address'
  | 'roleId'
  | 'text';

export interface Value {
  readonly name: string;
  readonly unit: Unit;
  /** Null where it is not known, or there was none. */
  readonly oldValue: string | null;
  readonly newValue: string;
}

/** What the log tells by its kind. Addresses and ids in lower case. */
export interface Told {
  readonly kind: Kind;
  readonly contract: string;
  readonly subjectKind: 'contract' | 'borrower' | 'account' | 'role' | 'starkKey' | 'recipient';
  readonly subject: string;
  /** Id of the role that is granted, revoked or given an admin. */
  readonly role: string | null;
  readonly values: readonly Value[];
  /** Account that called the contract, where the log names it. */
  readonly sender: string | null;
  /** Number of the epoch from which an allocation holds; null for what holds at once. */
  readonly laterEpoch: number | null;
}

export interface GovernanceLog extends Told {
  readonly verb: string;
  readonly sequence: number;
  readonly epoch: number | null;
  readonly blockNumber: string;
  readonly timestamp: string;
  readonly transactionHash: string;
  readonly transactionFrom: string;
}

/** A contract whose governance is indexed. */
export interface Contract {
  readonly address: string;
  readonly kind: 'pool' | 'starkProxy' | 'rewardsDistributor';
  /** Account that may upgrade it; null where it is not known. */
  readonly proxyAdmin: string | null;
  /** False where what was set before it was followed is not known. */
  readonly isComplete: boolean;
}

/** A role as an account received it. */
export interface Grant {
  readonly account: string;
  readonly log: GovernanceLog;
}
