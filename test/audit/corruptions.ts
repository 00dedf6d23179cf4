/** Ways in which a ledger can be wrong, each with what must find it and the place it must name. */
import type { StateChange } from '../../audit/ledger/rows.ts';
import type { KeptEpoch, KeptLedger, Row } from '../support/kept-ledger.ts';

export interface Corruption {
  readonly name: string;
  corrupt(ledger: KeptLedger): void;
  /** Id of the check, and the number of the row or a part of the subject that one of its faults names. */
  readonly found: readonly (readonly [check: string, place: number | string])[];
}

/** Rows of the kept ledger, by what they are: a stake, the last row of a shortfall, a late receipt, … */
const STAKE = 147;
const TRANSFER = 121;
const CHARGE = 109;
const SHORTFALL = 115;
const RECEIPT = 122;
const REPAYMENT = 126;
const PAYOUT = 128;
const DELETION = 136;
const STAKER = '0x2eb8e6777a0e7f853f21c21e42741d8c2c3c2d45';
const BORROWER = '0x36d9b0bef2621bc364c24bb1a1ac83d22d172fa7';

type Kept = KeptLedger['activities'][number];

const activity = (ledger: KeptLedger, sequence: number): Kept =>
  ledger.activities.find((each) => each.sequence === sequence) as Kept;

function change(ledger: KeptLedger, sequence: number, field: string) {
  return ledger.changes.find((each) => each.sequence === sequence && each.field === field) as {
    -readonly [K in keyof StateChange]: StateChange[K];
  };
}

const row = (rows: readonly Row[], id: string): Row => rows.find((each) => each.id === id) as Row;
const epoch = (ledger: KeptLedger, number: number): KeptEpoch => ledger.epochs[number] as KeptEpoch;
const more = (values: Row, field: string): void => {
  values[field] = String(BigInt(values[field] as string) + 1n);
};
const remove = (ledger: KeptLedger, sequence: number): void => {
  ledger.activities = ledger.activities.filter((each) => each.sequence !== sequence);
  ledger.changes = ledger.changes.filter((each) => each.sequence !== sequence);
};

export const CORRUPTIONS: readonly Corruption[] = [
  {
    name: 'the amount of a stake',
    corrupt: (ledger) => more(activity(ledger, STAKE).fields, 'amount'),
    found: [
      ['amounts', STAKE],
      ['cash', STAKE],
      ['books', STAKE],
      ['pairs', STAKE],
    ],
  },
  {
    name: 'the amount of a charge of markDebt',
    corrupt: (ledger) => more(activity(ledger, CHARGE).fields, 'amount'),
    found: [
      ['shortfalls', CHARGE],
      ['amounts', CHARGE],
      ['logged', CHARGE],
    ],
  },
  {
    name: 'the factor of a shortfall',
    corrupt: (ledger) => more(activity(ledger, SHORTFALL).fields, 'shortfallIndex'),
    found: [['shortfalls', SHORTFALL]],
  },
  {
    name: 'the amount of a late receipt of debt',
    corrupt: (ledger) => more(activity(ledger, RECEIPT).fields, 'amount'),
    found: [['amounts', RECEIPT]],
  },
  {
    name: 'what was deleted through the failsafe',
    corrupt: (ledger) => more(activity(ledger, DELETION).fields, 'inactiveBalance'),
    found: [['logged', DELETION]],
  },
  {
    name: 'the receiver of a transfer',
    corrupt: (ledger) => {
      activity(ledger, TRANSFER).fields.to = STAKER;
    },
    found: [
      ['attribution', TRANSFER],
      ['books', TRANSFER],
    ],
  },
  {
    name: 'one value after',
    corrupt: (ledger) => {
      change(ledger, STAKE, 'totalActiveNext').after += 1n;
    },
    found: [
      ['rows', STAKE],
      ['books', STAKE],
    ],
  },
  {
    name: 'one change with its value after, so that the row adds up',
    corrupt: (ledger) => {
      change(ledger, STAKE, 'activeNext').after += 1n;
      change(ledger, STAKE, 'activeNext').change += 1n;
    },
    found: [
      ['amounts', STAKE],
      ['books', STAKE],
    ],
  },
  {
    name: 'a change that moves a value twice as far, there and back',
    corrupt: (ledger) => {
      const first = change(ledger, REPAYMENT, 'debtBalance');
      first.after -= 7n;
      first.change -= 7n;
    },
    found: [
      ['amounts', REPAYMENT],
      ['logged', REPAYMENT],
    ],
  },
  {
    name: 'a change filed under another account',
    corrupt: (ledger) => {
      change(ledger, STAKE, 'activeNext').subject = STAKER;
    },
    found: [
      ['chains', STAKE],
      ['amounts', STAKE],
    ],
  },
  {
    name: 'a change that is missing',
    corrupt: (ledger) => {
      ledger.changes = ledger.changes.filter((each) => each !== change(ledger, STAKE, 'activeNext'));
    },
    found: [
      ['rows', STAKE],
      ['amounts', STAKE],
      ['books', STAKE],
    ],
  },
  {
    name: 'a change of no activity',
    corrupt: (ledger) => {
      ledger.changes.push({ ...change(ledger, STAKE, 'activeNext'), id: `0x${'00'.repeat(40)}`, sequence: 9 });
    },
    found: [['rows', 9]],
  },
  {
    name: 'an activity that is missing',
    corrupt: (ledger) => remove(ledger, STAKE),
    found: [
      ['order', STAKE],
      ['sums', 'staker 0xb2eb597e56a444d13e82f355b778e3e9f24d1a55 cumulativeStaked'],
    ],
  },
  {
    name: 'an activity that is missing with the numbers closed up after it',
    corrupt: (ledger) => {
      remove(ledger, STAKE);
      for (const each of [...ledger.activities, ...ledger.changes]) if (each.sequence > STAKE) each.sequence--;
    },
    found: [
      ['conservation', STAKE + 14],
      ['pairs', STAKE],
      ['order', STAKE + 57],
    ],
  },
  {
    name: 'the last activity that is missing',
    corrupt: (ledger) => remove(ledger, ledger.activities.length),
    found: [['order', 204]],
  },
  {
    name: 'an activity that is there twice',
    corrupt: (ledger) => {
      ledger.activities.push({ ...activity(ledger, STAKE) });
    },
    found: [['order', STAKE]],
  },
  {
    name: 'two activities that are swapped',
    corrupt: (ledger) => {
      const places = new Map([
        [REPAYMENT, PAYOUT],
        [PAYOUT, REPAYMENT],
      ]);
      for (const each of [...ledger.activities, ...ledger.changes]) {
        each.sequence = places.get(each.sequence) ?? each.sequence;
      }
    },
    found: [
      ['order', PAYOUT],
      ['chains', REPAYMENT],
      ['books', REPAYMENT],
    ],
  },
  {
    name: 'the epoch of an activity',
    corrupt: (ledger) => {
      activity(ledger, STAKE).epoch = '0';
    },
    found: [
      ['order', STAKE],
      ['flows', 'epochFlows 1-stake count'],
    ],
  },
  {
    name: 'the second of an activity',
    corrupt: (ledger) => {
      activity(ledger, STAKE).timestamp -= 1n;
    },
    found: [['order', STAKE]],
  },
  {
    name: 'the verb of an activity',
    corrupt: (ledger) => {
      activity(ledger, STAKE).verb = 'withdrawStake';
    },
    found: [['attribution', STAKE]],
  },
  {
    name: 'an actor that is left out',
    corrupt: (ledger) => {
      activity(ledger, STAKE).actors = [];
    },
    found: [['attribution', STAKE]],
  },
  {
    name: 'a USDC transfer that is missing',
    corrupt: (ledger) => remove(ledger, STAKE - 1),
    found: [
      ['cash', STAKE],
      ['order', STAKE - 1],
    ],
  },
  {
    name: 'a stored balance of a staker',
    corrupt: (ledger) => more(row(ledger.entities.stakers, STAKER), 'inactiveNext'),
    found: [['stored', `staker ${STAKER} inactiveNext`]],
  },
  {
    name: 'a stored total',
    corrupt: (ledger) => more(ledger.entities.pools[0] as Row, 'totalBorrowedBalance'),
    found: [
      ['stored', 'totalBorrowedBalance'],
      ['totals', ''],
    ],
  },
  {
    name: 'a derived value of a staker',
    corrupt: (ledger) => more(row(ledger.entities.stakers, STAKER), 'claimableRewards'),
    found: [['derived', `staker ${STAKER} claimableRewards`]],
  },
  {
    name: 'a derived total',
    corrupt: (ledger) => more(ledger.entities.pools[0] as Row, 'totalInactiveBalanceCurrentEpoch'),
    found: [
      ['derived', 'totalInactiveBalanceCurrentEpoch'],
      ['totals', 'totalInactiveBalanceCurrentEpoch'],
    ],
  },
  {
    name: 'a running sum of a staker',
    corrupt: (ledger) => more(row(ledger.entities.stakers, STAKER), 'cumulativeWithdrawnDebt'),
    found: [['sums', `staker ${STAKER} cumulativeWithdrawnDebt`]],
  },
  {
    name: 'a running sum of a borrower',
    corrupt: (ledger) => more(row(ledger.entities.borrowers, BORROWER), 'cumulativeMarkedDebt'),
    found: [['sums', `borrower ${BORROWER} cumulativeMarkedDebt`]],
  },
  {
    name: 'a flow of an epoch',
    corrupt: (ledger) => more(row(ledger.entities.epochFlows, '1-stake'), 'amount'),
    found: [['flows', 'epochFlows 1-stake amount']],
  },
  {
    name: 'a flow of a staker in an epoch',
    corrupt: (ledger) => more(row(ledger.entities.stakerEpoches, `${STAKER}01000000`), 'withdrawnDebt'),
    found: [['flows', `stakerEpoches ${STAKER}01000000 withdrawnDebt`]],
  },
  {
    name: 'a row of a borrower in an epoch that is missing',
    corrupt: (ledger) => {
      ledger.entities.borrowerEpoches = ledger.entities.borrowerEpoches.filter((each) => each.borrower !== BORROWER);
    },
    found: [['flows', `borrowerEpoches ${BORROWER}`]],
  },
  {
    name: 'the end of an epoch',
    corrupt: (ledger) => more(row(ledger.entities.epoches, '1'), 'end'),
    found: [['epochs', 'epoch 1']],
  },
  {
    name: 'the reward index at the end of an epoch',
    corrupt: (ledger) => more(row(ledger.entities.epoches, '0'), 'globalIndexAtEnd'),
    found: [['stored', 'epoch 0 globalIndexAtEnd']],
  },
  {
    name: 'the factor of a stored shortfall',
    corrupt: (ledger) => more(row(ledger.entities.shortfalls, '0'), 'shortfallIndex'),
    found: [['shortfalls', 'shortfall 0']],
  },
  {
    name: 'a role that an account does not hold',
    corrupt: (ledger) => {
      const [holder] = ledger.entities.roleHolders;
      if (holder) holder.isHolder = !holder.isHolder;
    },
    found: [['permissions', 'roleHolders']],
  },
  {
    name: 'a balance as an epoch closed',
    corrupt: (ledger) => more(row(epoch(ledger, 1).stakers, STAKER), 'debtBalance'),
    found: [['closings', `epoch 1 closing staker ${STAKER} debtBalance`]],
  },
  {
    name: 'a total as the first epoch opened',
    corrupt: (ledger) => more(epoch(ledger, 0).opening.pool, 'totalBorrowedBalance'),
    found: [['closings', 'epoch 0 opening']],
  },
  {
    name: 'a total as an epoch opened',
    corrupt: (ledger) => more(epoch(ledger, 1).opening.pool, 'totalActiveBalanceCurrentEpoch'),
    found: [['closings', 'epoch 1 opening']],
  },
  {
    name: 'what an epoch emitted',
    corrupt: (ledger) => more(epoch(ledger, 1).epoch, 'rewardsEmitted'),
    found: [['closings', 'epoch 1']],
  },
  {
    name: 'an amount below zero',
    corrupt: (ledger) => {
      activity(ledger, STAKE).fields.amount = '-1';
    },
    found: [['negative', STAKE]],
  },
  {
    name: 'more to claim than was emitted',
    corrupt: (ledger) => {
      const { emittedRewards } = ledger.entities.pools[0] as Row;
      row(ledger.entities.stakers, STAKER).claimableRewards = `${emittedRewards}0`;
    },
    found: [
      ['rewards', ''],
      ['derived', `staker ${STAKER} claimableRewards`],
    ],
  },
  {
    name: 'a value that the index had to adopt',
    corrupt: (ledger) => {
      activity(ledger, TRANSFER).type = 'Discrepancy';
    },
    found: [['discrepancies', TRANSFER]],
  },
];
