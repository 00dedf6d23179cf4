/**
 * A second set of books, kept apart from the subgraph's mapping: it folds the pool's logs and the USDC transfers that
 * touch it into the state the contract stores. It does its own rolling, loading and settling, so that it and
 * api/domain check each other; both answer to the recorded contract.
 */
import { Interface, type LogDescription, ZeroAddress } from 'ethers';
import type { BorrowerState, PoolState, StakerState } from '../../api/domain/state.ts';
import { book, type Entry } from '../../audit/books/entries.ts';
import { LedgerBooks } from '../../audit/books/ledger-books.ts';
import erc20Abi from '../../subgraph/abis/ERC20.json' with { type: 'json' };
import poolAbi from '../../subgraph/abis/LiquidityStakingV1.json' with { type: 'json' };
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
export interface PoolEvent extends Entry {
  transaction: RecordedTransaction;
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
    const event = decoded(description, timestamp, transaction);
    this.onEvent(event);
    book(this.#books, event, pool);
  }

  #applyCall({ input = '', from }: RecordedTransaction): void {
    if (input.startsWith(FAILSAFE_DELETE)) this.#books.deleteInactive(from);
    if (input.startsWith(FAILSAFE_SETTLE)) this.#books.settleInactive(from, BigInt(`0x${input.slice(10)}`));
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

function decoded({ name, args }: LogDescription, timestamp: bigint, transaction: RecordedTransaction): PoolEvent {
  // The one event with a struct.
  const values = name === 'EpochParametersChanged' ? args.epochParameters : args;
  return {
    name,
    timestamp,
    transaction,
    address: (key) => (values[key] as string).toLowerCase(),
    amount: (key) => BigInt(values[key]),
    flag: (key) => values[key] as boolean,
  };
}
