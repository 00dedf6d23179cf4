/** The checks of a report: those of its own tables, and those of `npm run verify`. */
import type { Report as Progress } from '../auditor.ts';
import { AuditError } from '../error.ts';
import { sentence } from '../print.ts';
import { verify } from '../run.ts';
import { type CheckResult, Sheet } from '../sheet.ts';
import { COLUMNS } from './account/verbs.ts';
import type { AuditRequest } from './options.ts';
import type { Pin } from './read/client.ts';
import type { Check, Report } from './shape.ts';

type Tables = Omit<Report, 'checks' | 'evidence'>;

function reconciliation({ reconciliation: { computed, closing, turn } }: Tables): Sheet {
  const sheet = new Sheet('report-reconciliation', 'Opening and every flow give the closing, to the unit.');
  for (const column of COLUMNS) sheet.equal(closing[column], computed[column], `closing, column ${column}`);
  sheet.equal(turn.activeNextEpoch, turn.active, 'active stake of the next epoch');
  sheet.equal(turn.inactiveNextEpoch, turn.inactive, 'inactive stake of the next epoch');
  return sheet;
}

function flows({ flows, opening, closing }: Tables): Sheet {
  const sheet = new Sheet('report-flows', 'Each verb counts and sums as its activities do, read one by one.');
  for (const { verb, count, counted, amount, summed } of flows) {
    sheet.equal(count, counted, `count of ${verb}`);
    sheet.equal(amount, summed, `sum of ${verb}`);
  }
  const activities = flows.reduce((sum, { counted }) => sum + counted, 0);
  sheet.equal(closing.activityCount - opening.activityCount, activities, 'number of activities');
  sheet.figures.activities = String(activities);
  return sheet;
}

/** Each shortfall rounds the rest of each balance down, by less than one unit; it also cuts stake of no account. */
function losses({ losses, shortfalls }: Tables): Sheet {
  const sheet = new Sheet(
    'report-losses',
    'Stakers lost what the shortfalls took, but for rounding and stake of nobody.',
  );
  const most = BigInt(losses.stakers.length * shortfalls.length);
  const least = shortfalls.length > 0 ? -BigInt(losses.unowned) : 0n;
  const difference = BigInt(losses.difference);
  sheet.count();
  if (difference < least || difference > most)
    sheet.fault(`the difference is ${difference}, expected ${least} to ${most}`);
  Object.assign(sheet.figures, { lost: losses.lost, shortfalls: losses.shortfalls, unowned: losses.unowned });
  return sheet;
}

/** Of those whose transfers are followed. */
function starkProxies({ starkProxies: rows }: Tables): Sheet {
  const sheet = new Sheet(
    'report-stark-proxies',
    'What each StarkProxy held, received and sent is what it holds; what it sent has a purpose.',
  );
  for (const { id, opening, closing, flows } of rows) {
    if (closing.tokenBalance === null) continue;
    const sum = (...names: (keyof typeof flows)[]) => names.reduce((total, name) => total + BigInt(flows[name]), 0n);
    const held = BigInt(opening?.tokenBalance ?? 0) + sum('received') - sum('sent');
    sheet.equal(BigInt(closing.tokenBalance), held, `what ${id} holds at closing`);
    const purposes = sum('depositedToExchange', 'repaidBorrow', 'repaidDebt', 'withdrawnFromSurplus');
    const others = sum('withdrawnByApproval', 'withdrawnInBreach', 'otherOutflow');
    sheet.equal(sum('sent'), purposes + others, `what ${id} sent`);
  }
  sheet.figures.starkProxies = String(rows.length);
  return sheet;
}

/** Of the tables of the report itself. */
export const ownChecks = (tables: Tables): Check[] =>
  [reconciliation, flows, losses, starkProxies].map((check) => shown(check(tables).result()));

function shown({ figures, faults, remarks, ...result }: CheckResult): Check {
  return { ...result, figures: { ...figures }, faults: faults.map(sentence), remarks: remarks.map(sentence) };
}

/**
 * Of the ledger up to the epoch's closing, which must be the state of the block `pin`; with `rpc` every account against
 * the contract too.
 */
export async function verifyChecks(
  { api, rpc, epoch }: AuditRequest,
  pin: Pin,
  onProgress?: Progress,
): Promise<Check[]> {
  const { block, checks } = await verify({ api, rpc, epoch, onProgress });
  if (block.hash === pin.hash) return checks.map(shown);
  throw new AuditError(
    'REORGANISED',
    `the epoch's closing was in block ${pin.number} ${pin.hash} and is now in ${block.number} ${block.hash}; run it again.`,
  );
}
