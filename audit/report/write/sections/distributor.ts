/** Roots and claims of the Merkle distributor. */
import type { Report } from '../../shape.ts';
import type { Distributor } from '../../shape-stark-proxies.ts';
import { utc } from '../../utc.ts';
import { dydx } from '../amounts.ts';
import { type Block, type Cell, code, columns, type Section, yesNo } from '../document.ts';

const rootOf = (root: Distributor['activeRoot']['closing']): Cell =>
  root === null ? 'none' : code(`${root.merkleRoot} (epoch ${root.epoch})`);

function table({ roots }: Distributor): Block {
  if (roots.length === 0) return { kind: 'text', text: 'No root was proposed or activated in this epoch.' };
  return {
    kind: 'table',
    caption: 'Roots in this epoch',
    columns: columns(['Sequence', 'Time', 'What', 'Root', 'Of its epoch', 'Transaction'], []),
    rows: roots.map((row) => [
      ...[String(row.sequence), utc(row.timestamp), code(row.verb)],
      ...[row.merkleRoot === null ? '–' : code(row.merkleRoot), row.rootEpoch === null ? '–' : String(row.rootEpoch)],
      code(row.transactionHash),
    ]),
  };
}

export function distributor({ distributor: sheet }: Report): Section {
  const facts = (of: Distributor): Block => ({
    kind: 'facts',
    rows: [
      ['Distributor', code(of.id)],
      ['Active root at opening', rootOf(of.activeRoot.opening)],
      ['Active root at closing', rootOf(of.activeRoot.closing)],
      ['Proposed root at closing', rootOf(of.proposedRoot.closing)],
      ['Root updates paused', yesNo(of.rootUpdatesPaused)],
      ['Claims in this epoch', `${of.claims.count}, of ${dydx(of.claims.amount)} DYDX`],
      ['Accounts first named in this epoch', String(of.claims.newAccounts)],
      ['Claimed since the start', `${dydx(of.claimedRewards)} DYDX`],
    ],
  });
  return {
    id: 'distributor',
    title: 'Merkle distributor',
    blocks: sheet === null ? [{ kind: 'text', text: 'None is followed.' }] : [facts(sheet), table(sheet)],
  };
}
