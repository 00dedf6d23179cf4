/** The rules of SP1Exchange, SP1Guardian and SP1Roles in the second set of books. */
import type { Activity } from '../ledger/rows.ts';
import type { StarkProxyStorage } from './stark-proxies.ts';
import type { Row } from './stark-proxy-rows.ts';

const NO_ROLE = /^0x0*$/;

/** `onlyAllowedKey`, which the guardian is free of. Of a StarkProxy followed late earlier permissions are not known. */
export function requireKey(books: StarkProxyStorage, activity: Activity, key: Row, rule: string): void {
  const { starkProxy = '', isGuardianAction } = activity.fields;
  if (isGuardianAction === 'true' || key.isAllowed === 'true' || !books.isConfigured(starkProxy)) return;
  books.breach(starkProxy, activity, rule);
}

/** `onlyAllowedRecipient`. */
export function requireRecipient(books: StarkProxyStorage, activity: Activity, recipient: Row): void {
  const { starkProxy = '' } = activity.fields;
  if (recipient.isAllowed === 'true' || !books.isConfigured(starkProxy)) return;
  books.breach(starkProxy, activity, 'paidDisallowedRecipient');
}

/** While borrowing is restricted, a deposit must leave what is owed. */
export function requireOwedKept(books: StarkProxyStorage, activity: Activity): void {
  const { starkProxy = '' } = activity.fields;
  const { isBorrowingRestricted, tokenBalance = '' } = books.proxy(starkProxy, activity);
  const { borrowed, debt } = books.owed(starkProxy);
  if (isBorrowingRestricted !== 'true' || tokenBalance === '' || BigInt(tokenBalance) >= borrowed + debt) return;
  books.breach(starkProxy, activity, 'depositedBelowOwedWhileRestricted');
}

/** The guardian may force the exchange only while there is debt. */
export function requireDebt(books: StarkProxyStorage, activity: Activity): void {
  const { starkProxy = '' } = activity.fields;
  if (books.owed(starkProxy).debt === 0n) books.breach(starkProxy, activity, 'forcedByGuardianWithoutDebt');
}

/** A role is given and taken by holders of its admin role, and given up by whoever holds it. */
export function bookRole(books: StarkProxyStorage, activity: Activity): void {
  const { type, fields } = activity;
  const { role = '', account = '', sender = '', newAdminRole = '' } = fields;
  const proxy = role.slice(0, 42);
  if (!books.isStarkProxy(proxy)) return;
  books.proxy(proxy, activity);
  if (type === 'RoleAdminChanged') {
    books.admins.set(role, newAdminRole);
    return;
  }
  const admin = books.admins.get(role) ?? '0x';
  const isRightful = books.holders.has(proxy + admin.slice(2) + sender.slice(2));
  const isOwn = type === 'RoleRevoked' && sender === account;
  // `initialize` gives the first roles before they have an admin.
  if (!isRightful && !isOwn && !NO_ROLE.test(admin) && books.isConfigured(proxy))
    books.breach(proxy, activity, type === 'RoleGranted' ? 'grantedWithoutRole' : 'revokedWithoutRole');
  const holder = role + account.slice(2);
  if (type === 'RoleGranted') books.holders.add(holder);
  else books.holders.delete(holder);
}
