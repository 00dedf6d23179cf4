/** Who may do what, and every decision. */
import * as column from '../column.ts';
import type { Dataset } from '../dataset.ts';
import { connectionSource } from '../sources/connection.ts';
import { cursorSource } from '../sources/cursor.ts';

const ROLE_HOLDERS: Dataset = {
  what: 'role-holders',
  description: 'Every account that holds or held a role of the pool, a StarkProxy or the rewards distributor.',
  order: 'id',
  range: null,
  series: false,
  rowType: 'RoleHolder',
  columns: column.columns({
    contract: column.from('role.contract', column.ADDRESS),
    role: column.from('role.role', column.HASH),
    roleName: column.from('role.name', column.NAME),
    adminRole: column.from('role.adminRole', column.HASH),
    account: column.ADDRESS,
    name: column.NAME,
    isHolder: column.FLAG,
    grantedAt: column.SECOND,
    revokedAt: column.SECOND,
    id: column.HASH,
  }),
  source: cursorSource({ root: 'roleHolders', filter: 'RoleHolder_filter' }),
};

const GOVERNANCE: Dataset = {
  what: 'governance',
  description: 'Every change of what the contracts work by and of who may do what, with who could make it and who did.',
  order: 'sequence',
  range: 'epoch number',
  series: false,
  rowType: 'GovernanceChange',
  columns: column.columns({
    sequence: column.COUNT,
    kind: column.NAME,
    verb: column.NAME,
    epoch: column.EPOCH,
    blockNumber: column.BLOCK,
    timestamp: column.SECOND,
    transactionHash: column.HASH,
    transactionFrom: column.ADDRESS,
    transactionFromName: column.NAME,
    sender: column.ADDRESS,
    senderName: column.NAME,
    contract: column.ADDRESS,
    contractName: column.NAME,
    subjectKind: column.NAME,
    subject: column.HASH,
    subjectName: column.NAME,
    role: column.from('role.id', column.HASH),
    roleName: column.from('role.name', column.NAME),
    values: column.OBJECTS,
    effectiveEpoch: column.EPOCH,
    isEffectiveAtOnce: column.FLAG,
    authorization: column.NAME,
    requiredRole: column.from('requiredRole.id', column.HASH),
    requiredRoleName: column.from('requiredRole.name', column.NAME),
    holders: column.OBJECTS,
    isHoldersComplete: column.FLAG,
    requiredAccount: column.ADDRESS,
    requiredAccountName: column.NAME,
  }),
  source: connectionSource('governanceTimeline', 'GovernanceFilter', 'epoch'),
};

export const GOVERNANCE_DATASETS: readonly Dataset[] = [ROLE_HOLDERS, GOVERNANCE];
