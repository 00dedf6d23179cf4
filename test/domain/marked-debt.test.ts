/** Every recorded call of `markDebt`, those that reverted too, against what the domain says the call books. */
import { Interface } from 'ethers';
import { describe, expect, it } from 'vitest';
import { allocationFractionCurrentEpoch } from '../../api/domain/borrower-allocations.ts';
import { poolAt } from '../../api/domain/pool-at.ts';
import { bookShortfall, type ShortfallBooking } from '../../api/domain/shortfall-booking.ts';
import poolAbi from '../../subgraph/abis/LiquidityStakingV1.json' with { type: 'json' };
import { Ledger } from '../support/ledger.ts';
import { type RecordedBlock, type RecordedTransaction, readRecording, recordingNames } from '../support/recording.ts';

const pool = new Interface(poolAbi);
const call = new Interface(['function markDebt(address[] borrowers)']);
const MARK_DEBT = call.getFunction('markDebt')?.selector ?? '';

/** What the domain says of the call, by the balances of the epoch it is made in. */
function bookedBy(ledger: Ledger, second: bigint, list: readonly string[]): ShortfallBooking {
  const at = poolAt(ledger.pool, second);
  const { totalActive, totalInactive, state } = at;
  const totals = { active: totalActive.current, inactive: totalInactive.current, borrowed: state.totalBorrowedBalance };
  return bookShortfall(
    totals,
    list.map((borrower) => {
      const exposed = ledger.borrower(borrower);
      const allocationFraction = allocationFractionCurrentEpoch(at, exposed);
      return { borrower, borrowedBalance: exposed.borrowedBalance, allocationFraction };
    }),
  );
}

/** What the contract logged, null for a call that reverted. */
function logged(block: RecordedBlock, { index, status }: RecordedTransaction) {
  if (status === 0) return null;
  const events = block.logs.filter((log) => log.transactionIndex === index).map((log) => pool.parseLog(log));
  const converted = events.find((event) => event?.name === 'ConvertedInactiveBalancesToDebt');
  return {
    charges: events
      .filter((event) => event?.name === 'DebtMarked')
      .map((event) => ({ borrower: event?.args.borrower.toLowerCase(), amount: event?.args.amount })),
    convertedAmount: converted?.args.shortfallAmount,
    shortfallIndex: converted?.args.shortfallIndex,
  };
}

describe('markDebt, as recorded', () => {
  it.each(recordingNames())('%s', { timeout: 600_000 }, async (recording) => {
    let ledger: Ledger | undefined;
    let [address, marked, reverted] = ['', 0, 0];
    for await (const line of readRecording(recording)) {
      if (line.type === 'header') {
        const of = (key: string) => line.contracts[key]?.address ?? '';
        address = of('liquidityStaking');
        ledger = new Ledger({
          pool: address,
          stakedToken: of('usdc'),
          distributionStart: BigInt(line.params.distributionStart),
          distributionEnd: BigInt(line.params.distributionEnd),
        });
      }
      if (line.type !== 'block' || ledger === undefined) continue;
      for (const transaction of line.transactions) {
        if (transaction.to === address && transaction.input?.startsWith(MARK_DEBT)) {
          const [list] = call.decodeFunctionData('markDebt', transaction.input);
          const names = [...list].map((each: string) => each.toLowerCase());
          const booking = bookedBy(ledger, BigInt(line.timestamp), names);
          const { charges, convertedAmount, shortfallIndex } = booking;
          const said = shortfallIndex === null ? null : { charges, convertedAmount, shortfallIndex };
          const amounts = said && { ...said, charges: charges.map(({ borrower, amount }) => ({ borrower, amount })) };
          expect([line.number, amounts]).toEqual([line.number, logged(line, transaction)]);
          if (said) marked++;
          else reverted++;
        }
        ledger.apply({ ...line, transactions: [transaction] });
      }
    }
    console.info(`${recording}: ${marked} calls of markDebt booked, ${reverted} reverted`);
    if (recording === 'story') expect([marked, reverted]).toEqual([2, 4]);
  });
});
