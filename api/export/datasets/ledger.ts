/** What happened, and what it changed. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { cursorSource } from '../sources/cursor.ts';
import { sequenceSource } from '../sources/sequence.ts';
import { ACTIVITY_COLUMNS } from './activity-columns.ts';

const ACTIVITIES: Dataset = {
  what: 'activities',
  description: 'Everything that happened, one row each; columns that a type does not have are empty.',
  order: 'sequence',
  range: 'sequence number',
  series: false,
  rowType: 'Activity',
  columns: ACTIVITY_COLUMNS,
  source: sequenceSource('activities', 'Activity_filter'),
};

const CHANGES: Dataset = {
  what: 'changes',
  description: 'Every change of a stored value, before and after; replayed in order they give the stored state.',
  order: 'sequence, position',
  range: 'sequence number',
  series: false,
  rowType: 'StateChange',
  columns: column.columns({
    sequence: column.COUNT,
    position: column.POSITION,
    epoch: column.from('epoch.number', column.EPOCH),
    blockNumber: column.BLOCK,
    timestamp: column.SECOND,
    subjectKind: column.NAME,
    subject: column.NAME,
    field: column.NAME,
    before: column.OF_THE_FIELD,
    change: column.OF_THE_FIELD,
    after: column.OF_THE_FIELD,
    id: column.HASH,
  }),
  source: cursorSource({
    root: 'stateChanges',
    filter: 'StateChange_filter',
    orderBy: 'sequence',
    bounds: 'sequence',
  }),
};

export const LEDGER: readonly Dataset[] = [ACTIVITIES, CHANGES];
