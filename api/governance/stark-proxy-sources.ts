/** Governance of StarkProxies. Their logs carry no value before: it is that of the ledger's row. */
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Told, Unit } from './log.ts';
import { flag, inner, text } from './row.ts';
import type { Source } from './source.ts';

const FIELDS = (stored: string): string =>
  `starkProxy { id isKnownFromCreation } changes(where: { field: ${stored} }) { before }`;

/** A setting of a StarkProxy, without its subject. */
function read(
  row: JsonObject,
  kind: Told['kind'],
  stored: string,
  unit: Unit,
  after: string,
): Omit<Told, 'subject' | 'subjectKind'> {
  return {
    kind,
    contract: inner(row, 'starkProxy', 'id'),
    role: null,
    values: [{ name: stored, unit, oldValue: before(row, unit, after), newValue: after }],
    sender: null,
    laterEpoch: null,
  };
}

/** Without a row nothing changed. What was set before a StarkProxy was followed is not known. */
function before(row: JsonObject, unit: Unit, after: string): string | null {
  if (!isJsonObject(row.starkProxy) || row.starkProxy.isKnownFromCreation !== true) return null;
  const [change] = Array.isArray(row.changes) ? row.changes : [];
  if (!isJsonObject(change)) return after;
  const stored = text(change, 'before');
  return unit === 'boolean' ? String(stored === '1') : stored;
}

const RESTRICTION: Source = {
  root: 'starkProxyBorrowingRestrictionChangeds',
  fields: `${FIELDS('isBorrowingRestricted')} isBorrowingRestricted`,
  read: (row) => ({
    ...read(row, 'restriction', 'isBorrowingRestricted', 'boolean', flag(row, 'isBorrowingRestricted')),
    subjectKind: 'borrower',
    subject: inner(row, 'starkProxy', 'id'),
  }),
};

const APPROVED = 'approvedAmountForExternalWithdrawal';
const APPROVAL: Source = {
  root: 'guardianUpdateApprovedAmountForExternalWithdrawals',
  fields: `${FIELDS(APPROVED)} approvedAmount`,
  read: (row) => ({
    ...read(row, 'approval', APPROVED, 'usdc', text(row, 'approvedAmount')),
    subjectKind: 'borrower',
    subject: inner(row, 'starkProxy', 'id'),
  }),
};

const STARK_KEY: Source = {
  root: 'updatedStarkKeys',
  fields: `${FIELDS('isAllowed')} isAllowed starkKey { starkKey }`,
  read: (row) => ({
    ...read(row, 'allowlist', 'isAllowed', 'boolean', flag(row, 'isAllowed')),
    subjectKind: 'starkKey',
    subject: `0x${BigInt(inner(row, 'starkKey', 'starkKey'))
      .toString(16)
      .padStart(64, '0')}`,
  }),
};

const RECIPIENT: Source = {
  root: 'updatedExternalRecipients',
  fields: `${FIELDS('isAllowed')} isAllowed externalRecipient { recipient }`,
  read: (row) => ({
    ...read(row, 'allowlist', 'isAllowed', 'boolean', flag(row, 'isAllowed')),
    subjectKind: 'recipient',
    subject: inner(row, 'externalRecipient', 'recipient'),
  }),
};

export const STARK_PROXY_SOURCES: readonly Source[] = [RESTRICTION, APPROVAL, STARK_KEY, RECIPIENT];
