/** Governance of the pool: LS1Admin. */
import { flag, inner, text } from './row.ts';
import { previous, type Source, setting, value } from './source.ts';

const ALLOCATION: Source = {
  root: 'scheduledBorrowerAllocationChanges',
  fields: 'borrower { id } oldAllocation newAllocation epochNumber',
  read: (row, { pool }) => ({
    ...setting(pool),
    kind: 'allocation',
    subjectKind: 'borrower',
    subject: inner(row, 'borrower', 'id'),
    values: [value('allocation', 'fraction', text(row, 'oldAllocation'), text(row, 'newAllocation'))],
    // The contract logs 0 before epoch zero, when the change holds at once.
    laterEpoch: Number(text(row, 'epochNumber')) || null,
  }),
};

const RESTRICTION: Source = {
  root: 'borrowingRestrictionChangeds',
  fields: 'borrower { id } isBorrowingRestricted',
  read: (row, { pool }) => ({
    ...setting(pool),
    kind: 'restriction',
    subjectKind: 'borrower',
    subject: inner(row, 'borrower', 'id'),
    // Logged only where it flips.
    values: [
      value('isBorrowingRestricted', 'boolean', String(!row.isBorrowingRestricted), flag(row, 'isBorrowingRestricted')),
    ],
  }),
};

const REWARD_RATE: Source = {
  root: 'rewardsPerSecondUpdateds',
  fields: 'previousEmissionPerSecond emissionPerSecond',
  read: (row, { pool }) => ({
    ...setting(pool),
    kind: 'rewardRate',
    values: [
      value(
        'rewardsPerSecond',
        'dydxPerSecond',
        text(row, 'previousEmissionPerSecond'),
        text(row, 'emissionPerSecond'),
      ),
    ],
  }),
};

const EPOCH_SCHEDULE: Source = {
  root: 'epochParametersChangeds',
  fields: 'previousInterval previousOffset interval offset',
  read: (row, { pool }) => ({
    ...setting(pool),
    kind: 'epochSchedule',
    values: [
      value('epochInterval', 'seconds', previous(row, 'previousInterval'), text(row, 'interval')),
      value('epochOffset', 'unixSeconds', previous(row, 'previousOffset'), text(row, 'offset')),
    ],
  }),
};

const BLACKOUT_WINDOW: Source = {
  root: 'blackoutWindowChangeds',
  fields: 'previousBlackoutWindow blackoutWindow',
  read: (row, { pool }) => ({
    ...setting(pool),
    kind: 'blackoutWindow',
    values: [value('blackoutWindow', 'seconds', previous(row, 'previousBlackoutWindow'), text(row, 'blackoutWindow'))],
  }),
};

export const POOL_SOURCES: readonly Source[] = [ALLOCATION, RESTRICTION, REWARD_RATE, EPOCH_SCHEDULE, BLACKOUT_WINDOW];
