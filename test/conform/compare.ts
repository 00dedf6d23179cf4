import { type Answer, type Probes, type RecordingHeader, readRecordingFile } from '../support/recording.ts';
import { ask } from './ask.ts';
import { compareDistributor } from './distributor.ts';
import {
  type Asked,
  allowanceId,
  holderId,
  MOST_ROWS,
  QUERY,
  roleId,
  STAKERS_QUERY,
  sortProbes,
} from './probe-query.ts';
import { compareProxyViews } from './proxy-views.ts';
import { compareStarkProxies } from './stark-proxies.ts';
import { Tally } from './tally.ts';
import { BORROWER_FIELDS, type Field, POOL_FIELDS, STAKER_FIELDS } from './views.ts';

type Row = Record<string, unknown> & { id: string };

interface Answered {
  pool: Row & { shortfalls: { index: number; epoch: number; shortfallIndex: string }[] };
  stakers: Row[];
  borrowers: Row[];
  roleHolders: Row[];
  roles: Row[];
  allowances: Row[];
}

/** What a contract answers about an account it never saw. */
const UNSEEN = { number: '0', flag: false };

export interface CompareOptions {
  /** The recording's file. */
  recording: string;
  api: string;
  /** Compare each n-th probes line only. */
  every?: number;
  onProgress?: (lines: number) => void;
}

/** Asks the API for everything the recording's contracts were asked about the pool and its distributor, and compares to the last digit. */
export async function compareRecording({ recording, api, every = 1, onProgress }: CompareOptions): Promise<Tally> {
  const tally = new Tally();
  let header: RecordingHeader | undefined;
  let lines = 0;
  for await (const line of readRecordingFile(recording)) {
    if (line.type === 'header') header = line;
    if (line.type !== 'probes' || lines++ % every !== 0 || !header) continue;
    const deployed = Math.max(header.deployedBlock, header.contracts.liquidityStaking?.startBlock ?? 0);
    if (line.block >= deployed) {
      await compareProbes(line, header, api, tally);
      await compareDistributor(line, header, api, tally);
    }
    onProgress?.(lines);
  }
  return tally;
}

async function compareProbes(probes: Probes, header: RecordingHeader, api: string, tally: Tally): Promise<void> {
  const pool = header.contracts.liquidityStaking?.address.toLowerCase() ?? '';
  const asked = sortProbes(probes, pool);
  const moment = { block: probes.block, at: String(probes.timestamp) };
  const stakers = [...asked.stakers.keys()];
  const answered = await ask<Answered>(api, QUERY(asked), {
    ...moment,
    pool,
    stakers: stakers.slice(0, MOST_ROWS),
    borrowers: [...asked.borrowers.keys()],
    holders: asked.roles.map(([role, account]) => holderId(pool, role, account)),
    roles: asked.roleAdmins.map(([role]) => roleId(pool, role)),
    allowances: asked.allowances.map(([owner, spender]) => allowanceId(owner, spender)),
  });
  for (let from = MOST_ROWS; from < stakers.length; from += MOST_ROWS) {
    const variables = { ...moment, stakers: stakers.slice(from, from + MOST_ROWS) };
    answered.stakers.push(...(await ask<Pick<Answered, 'stakers'>>(api, STAKERS_QUERY, variables)).stakers);
  }
  const at = { block: probes.block, at: probes.timestamp };
  const check = (on: string, view: string, contract: Answer, value: unknown) =>
    tally.compare({ ...at, on }, view, contract, value);

  comparePool(asked, answered.pool, check);
  compareRoles(asked, answered.pool, check);
  compareRows(asked.stakers, answered.stakers, STAKER_FIELDS, 'staker', check);
  compareRows(asked.borrowers, answered.borrowers, BORROWER_FIELDS, 'borrower', check);
  const find = (rows: Row[], id: string) => rows.find((row) => row.id === id);
  for (const [role, account, holds] of asked.roles) {
    check(account, 'hasRole', holds, find(answered.roleHolders, holderId(pool, role, account))?.isHolder ?? false);
  }
  for (const [role, admin] of asked.roleAdmins) {
    check(role, 'getRoleAdmin', admin, find(answered.roles, roleId(pool, role))?.adminRole);
  }
  await compareStarkProxies(probes, header, (query, variables) => ask(api, query, variables), check);
  await compareProxyViews(probes, header, (query, variables) => ask(api, query, variables), check);
  for (const [owner, spender, value] of asked.allowances) {
    check(owner, 'allowance', value, find(answered.allowances, allowanceId(owner, spender))?.value ?? '0');
  }
}

export type Check = (on: string, view: string, contract: Answer, value: unknown) => void;

function comparePool(asked: Asked, row: Answered['pool'], check: Check): void {
  for (const [view, { name }] of Object.entries(POOL_FIELDS)) {
    const answer = asked.pool[view];
    if (answer !== undefined) check('pool', `pool.${view}`, answer, row[name]);
  }
  const parameters = asked.pool.getEpochParameters;
  if (parameters) check('pool', 'pool.getEpochParameters', parameters, [row.epochInterval, row.epochOffset]);
  asked.epochStarts.forEach(([epoch, start], i) => {
    check(`epoch ${epoch}`, 'pool.getStartOfEpoch', start, row[`start${i}`]);
  });
  for (const [index, answer] of asked.shortfalls) {
    const shortfall = row.shortfalls.find((candidate) => String(candidate.index) === index);
    const value = shortfall ? [String(shortfall.epoch), shortfall.shortfallIndex] : null;
    check(`shortfall ${index}`, 'pool.getShortfall', answer, value);
  }
  if (asked.tokenBalance !== undefined) check('pool', 'usdc.balanceOf', asked.tokenBalance, row.tokenBalance);
  compareSolvency(asked, row.solvency as Record<string, unknown>, check);
}

/** The pool's own derived fields; the rows they read are compared beside. */
function compareRoles(asked: Asked, row: Row, check: Check): void {
  for (const [i, [, account, holds]] of asked.roles.entries()) check(account, 'pool.hasRole', holds, row[`role${i}`]);
  for (const [i, [role, admin]] of asked.roleAdmins.entries())
    check(role, 'pool.getRoleAdmin', admin, row[`admin${i}`]);
}

/** The contract has no view for it: `markDebt` compares these two. */
function compareSolvency(asked: Asked, solvency: Record<string, unknown>, check: Check): void {
  const { getTotalBorrowedBalance: borrowed, getTotalActiveBalanceCurrentEpoch: active } = asked.pool;
  if (typeof borrowed !== 'string' || typeof active !== 'string') return;
  const gap = BigInt(borrowed) - BigInt(active);
  check('pool', 'solvency.isSolvent', gap <= 0n, solvency.isSolvent);
  check('pool', 'solvency.state', gap <= 0n ? 'SOLVENT' : 'INSOLVENT', solvency.state);
  check('pool', 'solvency.shortfallAmount', String(gap > 0n ? gap : 0n), solvency.shortfallAmount);
}

function compareRows(
  asked: Map<string, Record<string, Answer>>,
  rows: Row[],
  fields: Record<string, Field>,
  kind: string,
  check: Check,
): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const [id, results] of asked) {
    for (const [view, { name }] of Object.entries(fields)) {
      const answer = results[view];
      if (answer === undefined) continue;
      const row = byId.get(id);
      check(id, `${kind}.${view}`, answer, row ? row[name] : typeof answer === 'boolean' ? UNSEEN.flag : UNSEEN.number);
    }
  }
}
