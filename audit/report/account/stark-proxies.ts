/** StarkProxies over an epoch: what they hold and owe, and what their USDC came from and left for. */
import type { ProxyAction } from '../read/guardian.ts';
import type { BreachRow, ProxyFlows as FlowRow, ForcedTradeRow, ProxyMoment } from '../read/stark-proxies.ts';
import type { ProxyAt, ProxyFlows, StarkProxy } from '../shape-stark-proxies.ts';

/** What was read of all StarkProxies; rows are of the epoch, `start` its first second. */
export interface ProxyRows {
  readonly start: number;
  readonly opening: readonly ProxyMoment[];
  readonly closing: readonly ProxyMoment[];
  readonly flows: readonly FlowRow[];
  readonly breaches: readonly BreachRow[];
  readonly forcedTrades: readonly ForcedTradeRow[];
  readonly actions: readonly ProxyAction[];
}

function at({ borrower, tokenBalance: held, ...row }: ProxyMoment): ProxyAt {
  const { borrowedBalance = 0n, debtBalance = 0n } = borrower ?? {};
  const excess = held === null ? null : held - borrowedBalance - debtBalance;
  const approved = row.approvedAmountForExternalWithdrawal;
  return {
    tokenBalance: held === null ? null : String(held),
    borrowedBalance: String(borrowedBalance),
    debtBalance: String(debtBalance),
    surplus: excess === null ? null : String(excess > 0n ? excess : 0n),
    approvedAmount: approved === null ? null : String(approved),
    isBorrowingRestricted: row.isBorrowingRestricted,
  };
}

function flowsOf(row: FlowRow | undefined, isFollowed: boolean): ProxyFlows {
  const of = (flow: Exclude<keyof FlowRow, 'id' | 'starkProxy'>): bigint => row?.[flow] ?? 0n;
  const explained = of('borrowed') + of('withdrawnFromExchange') + of('reclaimedFromExchange');
  return {
    borrowed: String(of('borrowed')),
    withdrawnFromExchange: String(of('withdrawnFromExchange')),
    reclaimedFromExchange: String(of('reclaimedFromExchange')),
    otherInflow: String(isFollowed ? of('received') - explained : 0n),
    received: String(of('received')),
    depositedToExchange: String(of('depositedToExchange')),
    repaidBorrow: String(of('repaidBorrow')),
    repaidDebt: String(of('repaidDebt')),
    withdrawnFromSurplus: String(of('withdrawnFromSurplus')),
    withdrawnByApproval: String(of('withdrawnByApproval')),
    withdrawnInBreach: String(of('withdrawnInBreach')),
    otherOutflow: String(of('otherOutflow')),
    sent: String(of('sent')),
  };
}

/** Verbs that only a guardian has; of others the log says whether it was one. */
const GUARDIANS = ['setProxyBorrowingRestriction', 'setApprovedAmountForExternalWithdrawal', 'vetoForcedTrade'];

function guardianAction({ verb, transactionFrom, amount, isBorrowingRestricted, argsHash, ...row }: ProxyAction) {
  const { sequence, timestamp, transactionHash } = row;
  const restricted = isBorrowingRestricted === undefined ? '' : isBorrowingRestricted ? 'restricted' : 'not restricted';
  return {
    ...{ sequence, timestamp, transactionHash, verb, signer: transactionFrom },
    amount: amount === undefined ? null : String(amount),
    remark: argsHash ?? restricted,
  };
}

function roleChange({ sequence, timestamp, transactionHash, verb, role, account }: ProxyAction) {
  if (role === undefined || account === undefined) return [];
  const what: 'grantRole' | 'revokeRole' = verb === 'grantRole' ? 'grantRole' : 'revokeRole';
  return [{ sequence, timestamp, transactionHash, verb: what, role: role.name ?? role.role, account }];
}

export function starkProxiesOf(rows: ProxyRows): StarkProxy[] {
  const before = new Map(rows.opening.map((row) => [row.id, row]));
  return rows.closing.map((row) => {
    const open = before.get(row.id);
    const isOf = ({ starkProxy }: { readonly starkProxy?: string | undefined }) => starkProxy === row.id;
    const isNow = ({ status, queuedAt, decidedAt, latestSubmission }: ForcedTradeRow) =>
      queuedAt >= rows.start ||
      (decidedAt ?? 0) >= rows.start ||
      (latestSubmission >= rows.start && (status === 'queued' || status === 'ambiguous'));
    const actions = rows.actions.filter(isOf);
    return {
      id: row.id,
      isKnownFromCreation: row.isKnownFromCreation,
      opening: open ? at(open) : null,
      closing: at(row),
      flows: flowsOf(rows.flows.find(isOf), row.tokenBalance !== null),
      breaches: rows.breaches
        .filter(isOf)
        .map(({ sequence, timestamp, transactionHash, rule }) => ({ sequence, timestamp, transactionHash, rule }))
        .sort((one, other) => one.sequence - other.sequence),
      forcedTrades: rows.forcedTrades
        .filter((trade) => isOf(trade) && isNow(trade))
        .map(({ id: _, starkProxy: __, vaultId, ...trade }) => ({ ...trade, vaultId: String(vaultId) })),
      guardianActions: actions
        .filter(({ verb, isGuardianAction }) => isGuardianAction === true || GUARDIANS.includes(verb))
        .map(guardianAction),
      roleChanges: rows.actions.filter(({ role }) => role?.contract === row.id).flatMap(roleChange),
    };
  });
}
