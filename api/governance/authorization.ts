/** Who could make a change when its log was written: by the contracts' code, and the roles as the logs before left them. */
import { adminOf, holdersOf, type Roles } from '../domain/roles.ts';
import { roleId } from '../registry/names.ts';
import type { Contract, GovernanceLog, Grant } from './log.ts';

export interface Authorization {
  readonly authorization:
    | 'role'
    | 'roleOrAccountItself'
    | 'roleOrAnyoneWhileOverdue'
    | 'anyoneWhileInsolvent'
    | 'proxyAdmin'
    | 'initializer'
    | 'unknown';
  /** Id of the role; null where none decides. */
  readonly requiredRole: string | null;
  /** Who held it just before. */
  readonly holders: readonly Grant[];
  /** False where a role may have been granted before its contract was followed. */
  readonly isHoldersComplete: boolean;
  /** The proxy admin, where it decides and is known. */
  readonly requiredAccount: string | null;
}

/** A borrower whose debt was marked, and where. */
export interface MarkedDebt {
  readonly transactionHash: string;
  readonly borrower: string;
}

/** Roles that the contracts' code asks for, by verb. */
const REQUIRED: Readonly<Record<string, string>> = {
  setBorrowerAllocation: 'BORROWER_ADMIN_ROLE',
  setBorrowingRestriction: 'BORROWER_ADMIN_ROLE',
  setRewardsPerSecond: 'REWARDS_RATE_ROLE',
  setEpochParameters: 'EPOCH_PARAMETERS_ROLE',
  setBlackoutWindow: 'EPOCH_PARAMETERS_ROLE',
  setProxyBorrowingRestriction: 'GUARDIAN_ROLE',
  setApprovedAmountForExternalWithdrawal: 'GUARDIAN_ROLE',
  setStarkKeyAllowed: 'OWNER_ROLE',
  setExternalRecipientAllowed: 'OWNER_ROLE',
  setRewardsOracle: 'OWNER_ROLE',
  setIpnsName: 'OWNER_ROLE',
  setIpfsUpdatePeriod: 'CONFIG_UPDATER_ROLE',
  setRewardsParameters: 'CONFIG_UPDATER_ROLE',
  setDistributorEpochParameters: 'CONFIG_UPDATER_ROLE',
  pauseRootUpdates: 'PAUSER_ROLE',
  unpauseRootUpdates: 'UNPAUSER_ROLE',
};

const NOBODY = { requiredRole: null, holders: [], isHoldersComplete: true, requiredAccount: null };

/** `roles` are those that stood before the log. */
export function authorize(
  logs: readonly GovernanceLog[],
  contracts: ReadonlyMap<string, Contract>,
  marked: readonly MarkedDebt[],
): (log: GovernanceLog, roles: Roles<Grant>) => Authorization {
  const place = (contract: string, transaction: string): string => `${contract} ${transaction}`;
  // Admin roles are set by initialisers alone.
  const initialized = new Set(
    logs.flatMap((log) => (log.verb === 'setRoleAdmin' ? [place(log.contract, log.transactionHash)] : [])),
  );
  const byMarking = new Set(marked.map(({ borrower, transactionHash }) => place(borrower, transactionHash)));
  const admins = new Map<string, string | null>();
  // The first change tells the admin before it; without any the present one was always it.
  for (const log of logs)
    if (log.verb === 'changeAdmin' && !admins.has(log.contract))
      admins.set(log.contract, log.values[0]?.oldValue ?? null);

  function byRole(authorization: Authorization['authorization'], contract: string, role: string, roles: Roles<Grant>) {
    const isHoldersComplete = contracts.get(contract)?.isComplete ?? true;
    return {
      ...NOBODY,
      authorization,
      requiredRole: role,
      holders: holdersOf(roles, contract, role),
      isHoldersComplete,
    };
  }

  return (log, roles) => {
    const { contract, verb, role } = log;
    if (verb === 'upgrade' || verb === 'changeAdmin') {
      const admin = admins.has(contract)
        ? (admins.get(contract) ?? null)
        : (contracts.get(contract)?.proxyAdmin ?? null);
      if (verb === 'changeAdmin') admins.set(contract, log.values[0]?.newValue ?? null);
      return { ...NOBODY, authorization: 'proxyAdmin', requiredAccount: admin };
    }
    if (initialized.has(place(contract, log.transactionHash))) return { ...NOBODY, authorization: 'initializer' };
    if (role !== null) {
      const isKnown = roles.admins.has(`${contract} ${role}`) || (contracts.get(contract)?.isComplete ?? true);
      if (!isKnown) return { ...NOBODY, authorization: 'unknown', isHoldersComplete: false };
      const kind = verb === 'revokeRole' ? 'roleOrAccountItself' : 'role';
      return byRole(kind, contract, adminOf(roles, contract, role), roles);
    }
    const required = roleId(REQUIRED[verb] ?? '');
    if (required === null) throw new Error(`nothing says who may ${verb}`);
    const restricts = verb === 'setBorrowingRestriction' && log.values[0]?.newValue === 'true';
    if (!restricts) return byRole('role', contract, required, roles);
    if (byMarking.has(place(log.subject, log.transactionHash)))
      return { ...NOBODY, authorization: 'anyoneWhileInsolvent' };
    return byRole('roleOrAnyoneWhileOverdue', contract, required, roles);
  };
}
