/** The borrowers' contracts: what they hold and owe, where USDC went, and who stepped in. */
import type { Report } from '../../shape.ts';
import type { ProxyAt, ProxyFlows, StarkProxy } from '../../shape-stark-proxies.ts';
import { utc } from '../../utc.ts';
import { usdc } from '../amounts.ts';
import { type Block, type Cell, code, columns, type Section, yesNo } from '../document.ts';

const known = (amount: string | null): string => (amount === null ? 'not known' : usdc(amount));

function held(caption: string, rows: readonly (readonly [string, ProxyAt])[]): Block {
  return {
    kind: 'table',
    caption: `${caption}, in USDC`,
    columns: columns(
      ['StarkProxy', 'Restricted by its guardian'],
      ['Holds', 'Borrowed', 'Debt', 'Surplus', 'Approved'],
    ),
    rows: rows.map(([id, at]) => [
      code(id),
      yesNo(at.isBorrowingRestricted),
      known(at.tokenBalance),
      usdc(at.borrowedBalance),
      usdc(at.debtBalance),
      known(at.surplus),
      known(at.approvedAmount),
    ]),
  };
}

type Flow = readonly [string, keyof ProxyFlows];

const IN: readonly Flow[] = [
  ['Borrowed', 'borrowed'],
  ['From the exchange', 'withdrawnFromExchange'],
  ['Reclaimed', 'reclaimedFromExchange'],
  ['Not explained', 'otherInflow'],
  ['Received', 'received'],
];
const OUT: readonly Flow[] = [
  ['To the exchange', 'depositedToExchange'],
  ['Repaid', 'repaidBorrow'],
  ['Debt repaid', 'repaidDebt'],
  ['Out of surplus', 'withdrawnFromSurplus'],
  ['By approval', 'withdrawnByApproval'],
  ['In breach', 'withdrawnInBreach'],
  ['Not explained', 'otherOutflow'],
  ['Sent', 'sent'],
];

const moved = (caption: string, names: readonly Flow[], rows: readonly StarkProxy[]): Block => ({
  kind: 'table',
  caption: `${caption}, in USDC`,
  columns: columns(
    ['StarkProxy'],
    names.map(([name]) => name),
  ),
  rows: rows.map(({ id, flows }) => [code(id), ...names.map(([, flow]) => usdc(flows[flow]))]),
});

interface Event {
  readonly sequence: number;
  readonly timestamp: number;
  readonly transactionHash: string;
}

/** A table of what happened to any of them, if something did. */
function events<Row extends Event>(
  caption: string,
  titles: readonly string[],
  rows: readonly StarkProxy[],
  of: (proxy: StarkProxy) => readonly Row[],
  cells: (row: Row) => readonly Cell[],
): Block[] {
  const all = rows.flatMap((proxy) => of(proxy).map((row) => [proxy.id, row] as const));
  if (all.length === 0) return [];
  all.sort(([, one], [, other]) => one.sequence - other.sequence);
  const line = ([id, row]: readonly [string, Row]): Cell[] => [
    ...[String(row.sequence), utc(row.timestamp), code(id)],
    ...cells(row),
    code(row.transactionHash),
  ];
  const names = ['Sequence', 'Time', 'StarkProxy', ...titles, 'Transaction'];
  return [{ kind: 'table', caption, columns: columns(names, []), rows: all.map(line) }];
}

function trades(rows: readonly StarkProxy[]): Block[] {
  const all = rows.flatMap(({ id, forcedTrades }) => forcedTrades.map((trade) => [id, trade] as const));
  if (all.length === 0) return [];
  const names = ['StarkProxy', 'Arguments', 'Status', 'Queued', 'May be submitted from', 'to', 'Decided'];
  const line = ([id, trade]: (typeof all)[number]): Cell[] => [
    ...[code(id), code(trade.argsHash), trade.status, utc(trade.queuedAt)],
    ...[utc(trade.earliestSubmission), utc(trade.latestSubmission)],
    trade.decidedAt === null ? '–' : utc(trade.decidedAt),
  ];
  return [{ kind: 'table', caption: 'Forced trades', columns: columns(names, []), rows: all.map(line) }];
}

export function starkProxies({ starkProxies: rows, epoch }: Report): Section {
  const opening = rows.flatMap(({ id, opening: at }) => (at ? [[id, at] as const] : []));
  const active = rows.filter(({ flows }) => Object.values(flows).some((amount) => amount !== '0'));
  const breaches = events(
    'BREACHES of the rules',
    ['Rule'],
    rows,
    (proxy) => proxy.breaches,
    ({ rule }) => [rule],
  );
  return {
    id: 'stark-proxies',
    title: 'StarkProxies',
    blocks: [
      {
        kind: 'text',
        text:
          'Borrowers hold what they borrowed in contracts of their own. USDC leaves them to the pool, to the exchange, or to ' +
          "allowed recipients: within the guardian's approval, or out of the surplus, which is what is held above what is owed.",
      },
      ...(rows.length === 0 ? [{ kind: 'text', text: 'No StarkProxy is known.' } as const] : []),
      ...(rows.length === 0 ? [] : [held('At opening', opening)]),
      ...(rows.length === 0
        ? []
        : [
            held(
              epoch.isClosed ? 'At closing' : 'At closing, as far as indexed',
              rows.map(({ id, closing }) => [id, closing]),
            ),
          ]),
      ...(active.length === 0
        ? [{ kind: 'text', text: 'No USDC moved in them in this epoch.' } as const]
        : [moved('Where USDC came from', IN, active), moved('Where USDC went', OUT, active)]),
      ...(breaches.length === 0 ? [{ kind: 'text', text: 'No activity breaks their rules.' } as const] : breaches),
      ...trades(rows),
      ...events(
        'Actions of guardians',
        ['What', 'Signed by', 'USDC', 'Remark'],
        rows,
        (proxy) => proxy.guardianActions,
        ({ verb, signer, amount, remark }) => [code(verb), code(signer), amount === null ? '–' : usdc(amount), remark],
      ),
      ...events(
        'Roles given and taken',
        ['What', 'Role', 'Account'],
        rows,
        (proxy) => proxy.roleChanges,
        ({ verb, role, account }) => [code(verb), role, code(account)],
      ),
    ],
  };
}
