/** Ways in which a ledger can be wrong, each with what must find it and the place it must name. */
import type { StateChange } from '../../audit/ledger/rows.ts';
import type { KeptEpoch, KeptLedger, Row } from '../support/kept-ledger.ts';
import { QUIRKS_LEDGER, readLedger } from '../support/kept-ledger-file.ts';

export interface Corruption {
  readonly name: string;
  corrupt(ledger: KeptLedger): void;
  /** Id of the check, and the number of the row or a part of the subject that one of its faults names. */
  readonly found: readonly (readonly [check: string, place: number | string])[];
}

const KEPT = readLedger(QUIRKS_LEDGER).activities;

/** Number of the n-th row of that type: rows of other contracts lie between. */
const nth = (n: number, type: string): number => KEPT.filter((each) => each.type === type)[n - 1]?.sequence ?? 0;

/** Rows of the kept ledger, by what they are: a stake, the last row of a shortfall, a late receipt, … */
const STAKE = nth(10, 'Staked');
const TRANSFER = nth(12, 'Transfer');
const CHARGE = nth(1, 'DebtMarked');
const SHORTFALL = nth(1, 'ConvertedInactiveBalancesToDebt');
const RECEIPT = nth(1, 'ReceivedDebt');
const REPAYMENT = nth(1, 'RepaidDebt');
const PAYOUT = nth(2, 'WithdrewDebt');
const DELETION = nth(1, 'InactiveBalanceDeleted');
const PARAMETERS = nth(1, 'RewardsParametersUpdated');
/** Closed up, the withdrawal after it has its number. */
const BURN = nth(15, 'Transfer');
const LAST = KEPT.length;
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
      ['conservation', BURN],
      ['pairs', STAKE],
      ['order', LAST],
    ],
  },
  {
    name: 'the last activity that is missing',
    corrupt: (ledger) => remove(ledger, ledger.activities.length),
    found: [['order', LAST]],
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
  {
    name: 'a setting of the distributor',
    corrupt: (ledger) => more(activity(ledger, PARAMETERS).fields, 'traderRewardsAmount'),
    found: [['distributor', PARAMETERS]],
  },
  {
    name: 'a setting of the distributor that is said to have been another before',
    corrupt: (ledger) => {
      activity(ledger, PARAMETERS).fields.previousTraderScoreAlpha = '1';
    },
    found: [['distributor', PARAMETERS]],
  },
  {
    name: 'a setting of the distributor as stored',
    corrupt: (ledger) => {
      (ledger.entities.rewardsDistributors[0] as Row).ipnsName = 'elsewhere';
    },
    found: [['distributor', 'ipnsName']],
  },
  {
    name: 'an account of the distributor that nobody named',
    corrupt: (ledger) => {
      ledger.entities.rewardsAccounts.push({ id: STAKER, claimedRewards: '0', alwaysAllowClaims: false });
    },
    found: [['distributor', `rewardsAccounts ${STAKER}`]],
  },
];
