/** What is stored of a StarkProxy and of what it names, as it is first stored. */

/** Values by field, as text; empty where there is none. */
export type Row = Record<string, string>;

const SUMS = [
  ...['cumulativeBorrowed', 'cumulativeRepaidBorrow', 'cumulativeRepaidDebt', 'cumulativeDepositedToExchange'],
  ...['cumulativeWithdrawnFromExchange', 'cumulativeReclaimedFromExchange', 'cumulativeWithdrawnFromSurplus'],
  ...['cumulativeWithdrawnByApproval', 'cumulativeOtherOutflow', 'breachCount'],
];
const FLOWS = [
  ...['borrowed', 'repaidBorrow', 'repaidDebt', 'depositedToExchange', 'withdrawnFromExchange'],
  ...['reclaimedFromExchange', 'withdrawnFromSurplus', 'withdrawnByApproval', 'withdrawnInBreach', 'otherOutflow'],
  ...['received', 'sent'],
];
const zeros = (names: readonly string[]): Row => Object.fromEntries(names.map((name) => [name, '0']));

/** Lengths of ids in hexadecimal: an address, and an address with a stark key. */
const ADDRESS = 42;
const KEY = 106;

export function add(row: Row, field: string, amount: string | bigint): void {
  row[field] = String(BigInt(row[field] || 0) + BigInt(amount));
}

export function newProxy(pool: string, isConfigured: boolean, block: number): Row {
  // Of one that is followed late, what was set or held before is not known.
  const first = isConfigured ? '0' : '';
  return {
    ...{ pool, isKnownFromCreation: String(isConfigured), isBorrowingRestricted: 'false', lastOutflow: '' },
    ...{ approvedAmountForExternalWithdrawal: first, tokenBalance: first, firstBlock: String(block) },
    ...zeros(SUMS),
  };
}

export function newKey(id: string): Row {
  const sums = zeros(['cumulativeDeposited', 'cumulativeWithdrawn', 'cumulativeReclaimed']);
  const key = { starkProxy: id.slice(0, ADDRESS), starkKey: numberAt(id, ADDRESS) };
  return { ...key, isAllowed: 'false', updatedAt: '', ...sums };
}

export function newPosition(id: string): Row {
  const of = { starkProxy: id.slice(0, ADDRESS), starkKey: id.slice(0, KEY), vaultId: numberAt(id, KEY) };
  return { ...of, ...zeros(['cumulativeDeposited', 'cumulativeReclaimed']), canceledAt: '' };
}

export const newRecipient = (proxy: string, recipient: string): Row => ({
  ...{ starkProxy: proxy, recipient, isAllowed: 'false', updatedAt: '', cumulativeWithdrawn: '0' },
});

export const newEpoch = (proxy: string, epoch: string): Row => ({
  ...{ starkProxy: proxy, epoch, number: epoch },
  ...zeros(FLOWS),
});

function numberAt(id: string, from: number): string {
  const digits = id.slice(from);
  return /^[0-9a-f]+$/.test(digits) ? String(BigInt(`0x${digits}`)) : '';
}
