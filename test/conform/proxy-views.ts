/** What the recording's StarkProxies were asked, against the derived fields of the same name, at the second of asking. */
import type { ProbeGroup, Probes, RecordingHeader } from '../support/recording.ts';
import type { Check } from './compare.ts';

type Ask = (
  query: string,
  variables: Record<string, unknown>,
) => Promise<Record<string, Record<string, unknown> | null>>;

/** View to what is asked of a StarkProxy; `first` and `second` are the view's arguments. */
const FIELDS: Record<string, (first: string, second: string) => string> = {
  getBorrowedBalance: () => 'borrowedBalance',
  getDebtBalance: () => 'debtBalance',
  getBorrowedAndDebtBalance: () => 'borrowedAndDebtBalance',
  getAllocatedBalanceCurrentEpoch: () => 'allocatedBalanceCurrentEpoch(at: $at)',
  getAllocatedBalanceNextEpoch: () => 'allocatedBalanceNextEpoch(at: $at)',
  getBorrowableAmount: () => 'borrowableAmount(at: $at)',
  isStarkKeyAllowed: (key) => `isStarkKeyAllowed(starkKey: "${key}")`,
  isRecipientAllowed: (recipient) => `isRecipientAllowed(recipient: "${recipient}")`,
  getQueuedForcedTradeTimestamp: (hash) => `queuedForcedTradeTimestamp(argsHash: "${hash}")`,
  hasRole: (role, account) => `hasRole(role: "${role}", account: "${account}")`,
  getRoleAdmin: (role) => `roleAdmin(role: "${role}")`,
};

/** Every view that is compared, by the name it is tallied under. */
export const PROXY_VIEWS = Object.keys(FIELDS).map((view) => `starkProxy().${view}`);

/** Compares one probes line in one request; none is made where it is about no StarkProxy. */
export async function compareProxyViews(
  probes: Probes,
  header: RecordingHeader,
  ask: Ask,
  check: Check,
): Promise<void> {
  const byProxy = new Map<string, ProbeGroup[]>();
  for (const group of probes.groups) {
    const isAsked = /^starkProxy\d+$/.test(group.contract) && Object.keys(group.results).some((view) => FIELDS[view]);
    if (isAsked) byProxy.set(group.contract, [...(byProxy.get(group.contract) ?? []), group]);
  }
  if (byProxy.size === 0) return;
  const roots = [...byProxy].map(([contract, groups]) => {
    const id = header.contracts[contract]?.address.toLowerCase();
    return `${contract}: starkProxy(id: "${id}", block: { number: $block }) { ${groups.map(selectionOf).join(' ')} }`;
  });
  const query = `query ProxyViews($block: Int!, $at: BigInt!) { ${roots.join(' ')} }`;
  const answered = await ask(query, { block: probes.block, at: String(probes.timestamp) });
  for (const [contract, groups] of byProxy)
    for (const [i, { args, results }] of groups.entries())
      for (const [view, answer] of Object.entries(results))
        if (FIELDS[view])
          check(`${contract} ${args.join()}`, `starkProxy().${view}`, answer, answered[contract]?.[`${view}${i}`]);
}

function selectionOf({ args, results }: ProbeGroup, i: number): string {
  const [first = '', second = ''] = args;
  return Object.keys(results)
    .flatMap((view) => (FIELDS[view] ? [`${view}${i}: ${FIELDS[view](first, second)}`] : []))
    .join(' ');
}
