/** Governance as the API shows it: names added, what is nested made plain. */
import { adminOf, holdersOf } from '../domain/roles.ts';
import { nameOf, roleName } from '../registry/names.ts';
import type { GovernanceChange, History } from './history.ts';
import type { Grant } from './log.ts';
import { powersOf } from './powers.ts';

export function showRole(id: string | null) {
  return id === null ? null : { id, name: roleName(id) };
}

export function showGrant({ account, log }: Grant) {
  const grantedBy = log.sender ?? log.transactionFrom;
  return {
    account,
    accountName: nameOf(account),
    grantedAt: log.timestamp,
    epoch: log.epoch,
    grantedBy,
    grantedByName: nameOf(grantedBy),
    transactionFrom: log.transactionFrom,
    transactionHash: log.transactionHash,
  };
}

export function showChange(change: GovernanceChange) {
  const { requiredAccount, sender, laterEpoch, subject } = change;
  return {
    ...change,
    contractName: nameOf(change.contract),
    subjectName: change.subjectKind === 'role' ? roleName(subject) : nameOf(subject),
    role: showRole(change.role),
    effectiveEpoch: laterEpoch ?? change.epoch,
    isEffectiveAtOnce: laterEpoch === null,
    requiredRole: showRole(change.requiredRole),
    holders: change.holders.map(showGrant),
    requiredAccountName: requiredAccount === null ? null : nameOf(requiredAccount),
    transactionFromName: nameOf(change.transactionFrom),
    senderName: sender === null ? null : nameOf(sender),
  };
}

/** A role as it stands at the end of the history. */
export function showRoleState({ roles, contracts }: History, address: string, role: string) {
  const contract = contracts.get(address);
  const isComplete = contract?.isComplete ?? true;
  const isAdminKnown = isComplete || roles.admins.has(`${address} ${role}`);
  return {
    contract: address,
    contractName: nameOf(address),
    role: showRole(role),
    adminRole: isAdminKnown ? showRole(adminOf(roles, address, role)) : null,
    holders: holdersOf(roles, address, role).map(showGrant),
    isComplete,
    powers: powersOf(contract, roleName(role)),
  };
}
