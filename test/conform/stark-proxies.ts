/** What the recording's StarkProxies were asked, against what is stored of them. */
import type { Answer, ProbeGroup, Probes, RecordingHeader } from '../support/recording.ts';
import type { Check } from './compare.ts';
import { holderId, roleId } from './probe-query.ts';

type Row = Record<string, unknown> & { id: string };
type Answered = Record<
  'starkProxies' | 'starkKeys' | 'externalRecipients' | 'forcedTrades' | 'roleHolders' | 'roles',
  Row[]
>;
type Ask = (query: string, variables: Record<string, unknown>) => Promise<Answered>;

/** View to stored field. */
const OWN: Record<string, string> = {
  getTokenBalance: 'tokenBalance',
  getApprovedAmountForExternalWithdrawal: 'approvedAmountForExternalWithdrawal',
  isBorrowingRestricted: 'isBorrowingRestricted',
  'eip1967.implementation': 'implementation',
  'eip1967.admin': 'proxyAdmin',
};
const OF_BORROWER: Record<string, string> = { getBorrowedBalance: 'borrowedBalance', getDebtBalance: 'debtBalance' };
const OF_POOL: Record<string, string> = { LIQUIDITY_STAKING: 'id', TOKEN: 'stakedToken' };

/** Every view that is compared, by the name it is tallied under. */
export const STARK_PROXY_VIEWS = [
  ...[...Object.keys(OWN), ...Object.keys(OF_BORROWER), ...Object.keys(OF_POOL)],
  ...['isStarkKeyAllowed', 'isRecipientAllowed', 'getQueuedForcedTradeTimestamp', 'hasRole', 'getRoleAdmin'],
].map((view) => `starkProxy.${view}`);

const QUERY = `query StarkProxies($block: Int!, $ids: [Bytes!]!) {
  starkProxies(first: 1000, where: { id_in: $ids }, block: { number: $block }) {
    id ${Object.values(OWN).join(' ')}
    borrower { ${Object.values(OF_BORROWER).join(' ')} } pool { ${Object.values(OF_POOL).join(' ')} }
  }
  starkKeys(first: 1000, block: { number: $block }) { id isAllowed }
  externalRecipients(first: 1000, block: { number: $block }) { id isAllowed }
  forcedTrades(first: 1000, block: { number: $block }) { id queuedTimestamp }
  roleHolders(first: 1000, block: { number: $block }) { id isHolder }
  roles(first: 1000, block: { number: $block }) { id adminRole }
}`;

const word = (decimal: string): string => BigInt(decimal).toString(16).padStart(64, '0');

/** Compares one probes line; nothing is asked where it is about no StarkProxy. */
export async function compareStarkProxies(
  probes: Probes,
  header: RecordingHeader,
  ask: Ask,
  check: Check,
): Promise<void> {
  const groups = probes.groups.filter(({ contract }) => /^starkProxy\d+$/.test(contract));
  if (groups.length === 0) return;
  const addressOf = (key: string): string => header.contracts[key]?.address.toLowerCase() ?? '';
  const ids = [...new Set(groups.map(({ contract }) => addressOf(contract)))];
  const answered = await ask(QUERY, { block: probes.block, ids });
  const find = (rows: Row[], id: string): Row | undefined => rows.find((row) => row.id === id);
  for (const group of groups) {
    const address = addressOf(group.contract);
    const proxy = find(answered.starkProxies, address);
    for (const [view, answer] of Object.entries(group.results)) {
      const value = storedFor(view, group, address, proxy, answered, find);
      if (value !== undefined) check(address, `starkProxy.${view}`, answer, value);
    }
  }
}

/** What is stored for a view; undefined for a view that depends on time or is none of the index. */
function storedFor(
  view: string,
  { args }: ProbeGroup,
  address: string,
  proxy: Row | undefined,
  answered: Answered,
  find: (rows: Row[], id: string) => Row | undefined,
): Answer | null | undefined {
  const [first = '', second = ''] = args.map((argument) => argument.toLowerCase());
  const read = (row: Row | undefined, field: string) => (row ? (row[field] as Answer) : null);
  if (OWN[view]) return read(proxy, OWN[view]);
  if (OF_POOL[view]) return read(proxy?.pool as Row, OF_POOL[view]);
  // A borrower that the pool has not named owes nothing.
  if (OF_BORROWER[view]) return read(proxy?.borrower as Row, OF_BORROWER[view]) ?? '0';
  if (view === 'isStarkKeyAllowed') return read(find(answered.starkKeys, address + word(first)), 'isAllowed') ?? false;
  if (view === 'isRecipientAllowed')
    return read(find(answered.externalRecipients, address + first.slice(2)), 'isAllowed') ?? false;
  if (view === 'getQueuedForcedTradeTimestamp')
    return read(find(answered.forcedTrades, address + first.slice(2)), 'queuedTimestamp') ?? '0';
  if (view === 'hasRole')
    return read(find(answered.roleHolders, holderId(address, first, second)), 'isHolder') ?? false;
  // A role that never was set an admin has the default one.
  if (view === 'getRoleAdmin')
    return read(find(answered.roles, roleId(address, first)), 'adminRole') ?? `0x${'0'.repeat(64)}`;
  return undefined;
}
