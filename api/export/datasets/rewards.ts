/** The rewards distributor as it stands at the moment. Trees are files: none is here, each has a moment of its own. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { cursorSource } from '../sources/cursor.ts';

const ROOTS: Dataset = {
  what: 'rewards-roots',
  description: 'Every root that was proposed to the rewards distributor, and what became of it.',
  order: 'rootEpoch, id',
  range: 'epoch number',
  series: false,
  rowType: 'RewardsRoot',
  columns: column.columns({
    rootEpoch: column.from('epoch', column.EPOCH),
    distributor: column.from('distributor.id', column.ADDRESS),
    merkleRoot: column.HASH,
    ipfsCid: column.NAME,
    firstProposedAt: column.SECOND,
    proposedAt: column.SECOND,
    waitingPeriodEnd: column.SECOND,
    activatedAt: column.SECOND,
    replacedAt: column.SECOND,
    id: column.HASH,
  }),
  source: cursorSource({ root: 'rewardsRoots', filter: 'RewardsRoot_filter', orderBy: 'epoch', bounds: 'epoch' }),
};

const ACCOUNTS: Dataset = {
  what: 'rewards-accounts',
  description: 'Every account that the rewards distributor has a record of, stored values at the moment.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'RewardsAccount',
  columns: column.columns({
    id: column.ADDRESS,
    distributor: column.from('distributor.id', column.ADDRESS),
    firstBlock: column.BLOCK,
    claimedRewards: column.DYDX,
    alwaysAllowClaims: column.FLAG,
    claimCount: column.COUNT,
  }),
  source: cursorSource({ root: 'rewardsAccounts', filter: 'RewardsAccount_filter' }),
};

export const REWARDS: readonly Dataset[] = [ROOTS, ACCOUNTS];
