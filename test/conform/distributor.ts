/** The views of the Merkle distributor, compared to the last digit. */
import type { Answer, Probes, RecordingHeader } from '../support/recording.ts';
import { ask } from './ask.ts';
import { holderId, MOST_ROWS, roleId } from './probe-query.ts';
import type { Tally } from './tally.ts';
import { DISTRIBUTOR_FIELDS, REWARDS_ACCOUNT_FIELDS, selectionOf } from './views.ts';

type Results = Record<string, Answer>;
type Row = Record<string, unknown> & { id: string };

interface Root {
  merkleRoot: string;
  epoch: number;
  ipfsCid: string;
}

interface Answered {
  rewardsDistributor: Row & { activeRoot: Root | null; proposedRoot: Root | null };
  rewardsAccounts: Row[];
  roleHolders: Row[];
  roles: Row[];
}

const QUERY = `
  query Distributor($id: ID!, $block: Int!, $at: BigInt!, $accounts: [Bytes!]!, $holders: [Bytes!]!, $roles: [Bytes!]!) {
    rewardsDistributor(id: $id, block: { number: $block }) {
      id ${selectionOf(DISTRIBUTOR_FIELDS)}
      epochInterval epochOffset marketMakerRewardsAmount traderRewardsAmount traderScoreAlpha
      activeRoot { merkleRoot epoch ipfsCid } proposedRoot { merkleRoot epoch ipfsCid }
    }
    rewardsAccounts(first: ${MOST_ROWS}, where: { id_in: $accounts }, block: { number: $block }) {
      id ${selectionOf(REWARDS_ACCOUNT_FIELDS)}
    }
    roleHolders(first: ${MOST_ROWS}, where: { id_in: $holders }, block: { number: $block }) { id isHolder }
    roles(first: ${MOST_ROWS}, where: { id_in: $roles }, block: { number: $block }) { id adminRole }
  }`;

/** A root as the contract answers; zeros where there is none. */
function wordsOf(root: Root | null): string[] {
  if (root === null) return [`0x${'0'.repeat(64)}`, '0', '0x'];
  const { merkleRoot, epoch, ipfsCid } = root;
  const bytes = ipfsCid.startsWith('0x') ? ipfsCid : `0x${Buffer.from(ipfsCid).toString('hex')}`;
  return [merkleRoot, String(epoch), bytes];
}

export async function compareDistributor(
  probes: Probes,
  header: RecordingHeader,
  api: string,
  tally: Tally,
): Promise<void> {
  const groups = probes.groups.filter(({ contract }) => contract === 'merkleDistributor');
  const id = header.contracts.merkleDistributor?.address.toLowerCase();
  if (id === undefined || groups.length === 0) return;
  const withArgs = (view: string) => groups.filter(({ results }) => results[view] !== undefined);
  const accounts = groups.filter(({ args, results }) => args.length === 1 && results.getClaimed !== undefined);
  const holders = withArgs('hasRole').map(({ args: [role = '', account = ''] }) => holderId(id, role, account));
  const roles = withArgs('getRoleAdmin').map(({ args: [role = ''] }) => roleId(id, role));
  const answered = await ask<Answered>(api, QUERY, {
    id,
    block: probes.block,
    at: String(probes.timestamp),
    accounts: accounts.map(({ args: [account = ''] }) => account),
    holders,
    roles,
  });
  const check = (on: string, view: string, contract: Answer | undefined, value: unknown) => {
    if (contract !== undefined) tally.compare({ block: probes.block, at: probes.timestamp, on }, view, contract, value);
  };
  const distributor = answered.rewardsDistributor;
  for (const { results } of groups.filter(({ args }) => args.length === 0)) compareState(results, distributor, check);
  const find = (rows: Row[], rowId: string | undefined) => rows.find((row) => row.id === rowId);
  for (const { args, results } of accounts) {
    const row = find(answered.rewardsAccounts, args[0]?.toLowerCase());
    for (const [view, { name }] of Object.entries(REWARDS_ACCOUNT_FIELDS)) {
      // Of an account that no event names there is no entity: it has claimed nothing.
      check(args[0] ?? '', `distributor.${view}`, results[view], row ? row[name] : view === 'getClaimed' ? '0' : false);
    }
  }
  withArgs('hasRole').forEach(({ args, results }, i) => {
    const isHolder = find(answered.roleHolders, holders[i])?.isHolder ?? false;
    check(args.join(), 'distributor.hasRole', results.hasRole, isHolder);
  });
  withArgs('getRoleAdmin').forEach(({ args, results }, i) => {
    // A role that was never set up has the default one.
    const admin = find(answered.roles, roles[i])?.adminRole ?? `0x${'0'.repeat(64)}`;
    check(args.join(), 'distributor.getRoleAdmin', results.getRoleAdmin, admin);
  });
}

type Check = (on: string, view: string, contract: Answer | undefined, value: unknown) => void;

function compareState(results: Results, row: Answered['rewardsDistributor'], check: Check): void {
  const compare = (view: string, value: unknown) => check('distributor', `distributor.${view}`, results[view], value);
  for (const [view, { name }] of Object.entries(DISTRIBUTOR_FIELDS)) compare(view, row[name]);
  compare('getActiveRoot', wordsOf(row.activeRoot));
  compare('getProposedRoot', wordsOf(row.proposedRoot));
  compare('getEpochParameters', [row.epochInterval, row.epochOffset]);
  compare('getRewardsParameters', [row.marketMakerRewardsAmount, row.traderRewardsAmount, row.traderScoreAlpha]);
}
