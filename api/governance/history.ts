/** The governance of a state told in order: who could make each change, and who holds which role at the end. */
import { grantRole, noRoles, type Roles, revokeRole, setRoleAdmin } from '../domain/roles.ts';
import { type Authorization, authorize, type MarkedDebt } from './authorization.ts';
import type { Contract, GovernanceLog, Grant } from './log.ts';

export interface GovernanceChange extends GovernanceLog, Authorization {}

export interface History {
  /** In the order of their logs. */
  readonly changes: readonly GovernanceChange[];
  /** As they stand after the last one. */
  readonly roles: Roles<Grant>;
  readonly contracts: ReadonlyMap<string, Contract>;
}

/** `logs` in order, from the first one on. */
export function tellHistory(
  logs: readonly GovernanceLog[],
  contracts: readonly Contract[],
  marked: readonly MarkedDebt[],
): History {
  const roles = noRoles<Grant>();
  const known = new Map(contracts.map((contract) => [contract.address, contract]));
  const authorization = authorize(logs, known, marked);
  const changes = logs.map((log): GovernanceChange => {
    const change = { ...log, ...authorization(log, roles) };
    apply(roles, log);
    return change;
  });
  return { changes, roles, contracts: known };
}

function apply(roles: Roles<Grant>, log: GovernanceLog): void {
  const { contract, role, subject } = log;
  if (role === null) return;
  if (log.verb === 'grantRole') grantRole(roles, contract, role, subject, { account: subject, log });
  else if (log.verb === 'revokeRole') revokeRole(roles, contract, role, subject);
  else setRoleAdmin(roles, contract, role, log.values[0]?.newValue ?? '');
}
