/**
 * A second set of books, kept apart from the subgraph's mapping: it folds the pool's logs and the USDC transfers that
 * touch it into the state the contract stores. It does its own rolling, loading and settling, so that it and
 * api/domain check each other; both answer to the recorded contract.
 */
import { Interface, type LogDescription, ZeroAddress } from 'ethers';
import type { BorrowerState, PoolState, StakerState } from '../../api/domain/state.ts';
import erc20Abi from '../../subgraph/abis/ERC20.json' with { type: 'json' };
import poolAbi from '../../subgraph/abis/LiquidityStakingV1.json' with { type: 'json' };
import { LedgerBooks } from './ledger-books.ts';
import type { RecordedBlock, RecordedLog, RecordedTransaction } from './recording.ts';

const poolInterface = new Interface(poolAbi);
const tokenInterface = new Interface(erc20Abi);
const TRANSFER = tokenInterface.getEvent('Transfer')?.topicHash;

/** Calls that leave no log of what they did. */
const FAILSAFE_SETTLE = '0x08a63266';
const FAILSAFE_DELETE = '0x019758f1';

/** What only configuration can tell. */
export interface LedgerConfiguration {
  pool: string;
  stakedToken: string;
  distributionStart: bigint;
  distributionEnd: bigint;
}

/** A pool log, decoded: addresses in lower case, integers as bigint. */
export interface PoolEvent {
  name: string;
  timestamp: bigint;
  transaction: RecordedTransaction;
  address(key: string): string;
  amount(key: string): bigint;
}

export class Ledger {
  readonly #configuration: LedgerConfiguration;
  readonly #books: LedgerBooks;
  /** Called with every pool event before it is booked. */
  onEvent: (event: PoolEvent) => void = () => {};

  constructor(configuration: LedgerConfiguration) {
    this.#configuration = configuration;
    this.#books = new LedgerBooks(configuration.distributionStart, configuration.distributionEnd);
  }

  /** Books a block: each transaction's logs, then the call itself if it is one that logs nothing. */
  apply(block: RecordedBlock): void {
    const timestamp = BigInt(block.timestamp);
    for (const transaction of block.transactions) {
      const logs = block.logs.filter((log) => log.transactionIndex === transaction.index);
      for (const log of logs) this.#applyLog(log, timestamp, transaction);
      if (transaction.status === 1 && transaction.to === this.#configuration.pool) this.#applyCall(transaction);
    }
  }

  #applyLog(log: RecordedLog, timestamp: bigint, transaction: RecordedTransaction): void {
    const { pool, stakedToken } = this.#configuration;
    if (log.address === stakedToken && log.topics[0] === TRANSFER) {
      const { args } = tokenInterface.parseLog(log) as LogDescription;
      // A transfer of the pool to itself is both legs, and changes nothing.
      if (args.from.toLowerCase() === pool) this.#books.tokenBalance -= args.value;
      if (args.to.toLowerCase() === pool) this.#books.tokenBalance += args.value;
    }
    if (log.address !== pool) return;
    const description = poolInterface.parseLog(log);
    if (description === null) return;
    const event: PoolEvent = {
      name: description.name,
      timestamp,
      transaction,
      address: (key) => (description.args[key] as string).toLowerCase(),
      amount: (key) => BigInt(description.args[key]),
    };
    this.onEvent(event);
    if (event.name === 'EpochParametersChanged') {
      const { interval, offset } = description.args.epochParameters;
      this.#books.setEpochParameters(timestamp, interval, offset);
    } else if (event.name === 'BorrowingRestrictionChanged') {
      this.#books.borrower(event.address('borrower')).isBorrowingRestricted = description.args.isBorrowingRestricted;
    } else {
      this.#book(event, this.#books);
    }
  }

  #applyCall({ input = '', from }: RecordedTransaction): void {
    if (input.startsWith(FAILSAFE_DELETE)) this.#books.deleteInactive(from);
    if (input.startsWith(FAILSAFE_SETTLE)) this.#books.settleInactive(from, BigInt(`0x${input.slice(10)}`));
  }

  #book({ name, timestamp, address, amount }: PoolEvent, books: LedgerBooks): void {
    switch (name) {
      case 'BlackoutWindowChanged':
        books.blackoutWindow = amount('blackoutWindow');
        break;
      case 'RewardsPerSecondUpdated':
        books.setRewardsPerSecond(timestamp, amount('emissionPerSecond'));
        break;
      case 'Staked':
        books.stake(timestamp, address('staker'), amount('amount'));
        break;
      case 'WithdrawalRequested':
        books.requestWithdrawal(timestamp, address('staker'), amount('amount'));
        break;
      case 'Transfer':
        // Mints and burns name the caller, not the staker; Staked and WithdrewStake tell those.
        if (address('from') !== ZeroAddress && address('to') !== ZeroAddress) {
          books.transfer(timestamp, address('from'), address('to'), amount('value'));
        }
        break;
      case 'ClaimedRewards':
        books.claim(timestamp, address('user'));
        break;
      case 'WithdrewStake':
        books.withdrawStake(timestamp, address('staker'), amount('amount'));
        break;
      case 'WithdrewDebt':
        books.decreaseStakerDebt(timestamp, address('staker'), amount('amount'));
        books.totalDebtAvailableToWithdraw -= amount('amount');
        break;
      case 'OperatorDecreasedStakerDebt':
        books.decreaseStakerDebt(timestamp, address('staker'), amount('amount'));
        break;
      case 'ConvertedInactiveBalancesToDebt':
        books.applyShortfall(timestamp, amount('shortfallAmount'), amount('shortfallIndex'));
        break;
      case 'DebtMarked':
        books.borrow(address('borrower'), -amount('amount'));
        books.owe(address('borrower'), amount('amount'));
        books.borrower(address('borrower')).isBorrowingRestricted = true;
        break;
      case 'Borrowed':
        books.borrow(address('borrower'), amount('amount'));
        break;
      case 'RepaidBorrow':
        books.borrow(address('borrower'), -amount('amount'));
        break;
      case 'RepaidDebt':
        books.owe(address('borrower'), -amount('amount'));
        books.totalDebtAvailableToWithdraw += amount('amount');
        break;
      case 'OperatorDecreasedBorrowerDebt':
        books.owe(address('borrower'), -amount('amount'));
        break;
      case 'ScheduledBorrowerAllocationChange':
        books.allocate(address('borrower'), amount('oldAllocation'), amount('newAllocation'), amount('epochNumber'));
        break;
    }
  }

  get pool(): PoolState {
    return this.#books.pool();
  }

  staker(address: string): StakerState {
    return { isZeroAddress: address === ZeroAddress, ...structuredClone(this.#books.staker(address)) };
  }

  borrower(address: string): BorrowerState {
    return structuredClone(this.#books.borrower(address));
  }

  get stakers(): string[] {
    return [...this.#books.stakers.keys()];
  }

  get borrowers(): string[] {
    return [...this.#books.borrowers.keys()];
  }
}
