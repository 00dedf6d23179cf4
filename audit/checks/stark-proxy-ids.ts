/** Ids that activities of StarkProxies name: which rows they are of, and what they are made of. */
import type { StarkProxyKind, StarkProxyStorage } from '../books/stark-proxies.ts';
import { placeOf } from '../check.ts';
import type { Activity } from '../ledger/rows.ts';
import type { Sheet } from '../sheet.ts';

/** Rows that an activity of a StarkProxy names. */
export function namedIn({ fields, id }: Activity): [StarkProxyKind, string][] {
  const { starkProxy = '', starkKey, position, recipient, argsHash, forcedTrade } = fields;
  const trade = forcedTrade ?? (argsHash === undefined ? undefined : starkProxy + argsHash.slice(2));
  return [
    ['starkProxies', starkProxy],
    ...(starkKey === undefined ? [] : [['starkKeys', starkKey] as [StarkProxyKind, string]]),
    ...(position === undefined ? [] : [['exchangePositions', position] as [StarkProxyKind, string]]),
    ...(recipient === undefined
      ? []
      : [['externalRecipients', starkProxy + recipient.slice(2)] as [StarkProxyKind, string]]),
    ...(trade === undefined ? [] : [['forcedTrades', trade] as [StarkProxyKind, string]]),
    ['tokenOutflows', id],
  ];
}

/** The ids are made of each other; the trade that is named is the one that the books say was submitted. */
export function compareIds(sheet: Sheet, books: StarkProxyStorage, activity: Activity): void {
  const {
    starkProxy = '',
    starkKey,
    position,
    externalRecipient,
    recipient = '',
    argsHash,
    forcedTrade,
  } = activity.fields;
  const place = placeOf(activity);
  const starts = (id: string | undefined, start: string | undefined, what: string) => {
    if (id !== undefined && start !== undefined) sheet.equal(id.slice(0, start.length), start, what, place);
  };
  starts(starkKey, starkProxy, 'the StarkProxy of its stark key');
  starts(position, starkKey, 'the stark key of its vault');
  starts(externalRecipient, starkProxy + recipient.slice(2), 'its recipient');
  if (argsHash !== undefined) starts(forcedTrade, starkProxy + argsHash.slice(2), 'its forced trade');
  if (activity.type !== 'RequestedForcedTrade') return;
  const at = String(activity.timestamp);
  const isSubmitted = ([, trade]: [string, Readonly<Record<string, string>>]) =>
    trade.starkKey === starkKey && trade.status === 'submitted' && trade.decidedAt === at;
  const submitted = [...books.rows.forcedTrades].filter(isSubmitted).map(([id]) => id);
  // The guardian's trades are not queued.
  const own = activity.fields.isGuardianAction === 'true' ? [] : submitted;
  const expected = own.find((id) => id === forcedTrade) ?? own[0];
  sheet.equal(forcedTrade, expected, 'its forced trade', place);
}
