/** Reads everything once and builds the report from it. */

import type { Report as Progress } from '../auditor.ts';
import { borrowersOf, debtOf, shortfallsOf } from './account/borrowers.ts';
import { distributorOf } from './account/distributor.ts';
import { flowsOf, largestMoves } from './account/flows.ts';
import { momentOf } from './account/moment.ts';
import { parameterChanges, parametersOf } from './account/parameters.ts';
import { plainTransfers, reconcile } from './account/reconciliation.ts';
import { seriesOf } from './account/series.ts';
import { lossesOf, overEpoch, rewardsOf, stakersOf, unownedInactive } from './account/stakers.ts';
import { starkProxiesOf } from './account/stark-proxies.ts';
import { ownChecks, verifyChecks } from './checks.ts';
import type { AuditRequest } from './options.ts';
import { readBorrowers, readStakerFlows, readStakers } from './read/accounts.ts';
import { readActivities, readFlows } from './read/activities.ts';
import { ApiClient } from './read/client.ts';
import { readDistributor, readRootActivities } from './read/distributor.ts';
import { readProxyActions } from './read/guardian.ts';
import { type EpochMoments, readMoments } from './read/moments.ts';
import { type Reading, readPool } from './read/pool.ts';
import { readProof } from './read/proof.ts';
import { readSettings } from './read/settings.ts';
import { readShortfalls } from './read/shortfalls.ts';
import { readBreaches, readForcedTrades, readProxyFlows, readStarkProxies } from './read/stark-proxies.ts';
import { readSchemaVersion } from './read/version.ts';
import { REPORT_FORMAT, type Report } from './shape.ts';
import type { Proof } from './shape-evidence.ts';
import { UNITS } from './shape-values.ts';
import { PACKAGE_VERSION } from './version.ts';

async function readMoment(api: ApiClient, pool: string, reading: Reading) {
  return {
    pool: await readPool(api, pool, reading),
    stakers: await readStakers(api, reading),
    borrowers: await readBorrowers(api, reading),
  };
}

async function readEpoch(api: ApiClient, { pool, number, start, end, opening, closing }: EpochMoments) {
  return {
    opening: await readMoment(api, pool, { pin: opening, at: start, rewardsAt: start }),
    closing: await readMoment(api, pool, { pin: closing, at: end - 1, rewardsAt: end }),
    flows: await readFlows(api, closing, number),
    activities: await readActivities(api, closing, number),
    settings: await readSettings(api, closing, number),
    shortfalls: await readShortfalls(api, closing, number),
    stakerFlows: await readStakerFlows(api, closing, number),
  };
}

async function readProxies(api: ApiClient, { number, start, opening, closing }: EpochMoments) {
  return {
    start,
    opening: await readStarkProxies(api, opening),
    closing: await readStarkProxies(api, closing),
    flows: await readProxyFlows(api, closing, number),
    breaches: await readBreaches(api, closing, number),
    forcedTrades: await readForcedTrades(api, closing),
    actions: await readProxyActions(api, closing, number),
  };
}

async function gatherDistributor(api: ApiClient, { number, opening, closing }: EpochMoments) {
  const roots = await readRootActivities(api, closing, number);
  return distributorOf(await readDistributor(api, opening), await readDistributor(api, closing), roots);
}

/**
 * The report of an epoch. Reads each moment at one block and throws an AuditError where the API cannot answer, the
 * epoch has not begun or the chain is reorganised meanwhile. The same epoch and blocks give the same report.
 */
export async function gatherReport(request: AuditRequest, onProgress?: Progress): Promise<Report> {
  const api = new ApiClient(request.api);
  const moments = await readMoments(api, request.epoch);
  const { number, start, blackoutStart, end, closing: pin, head } = moments;
  const { opening, closing, flows, activities, settings, shortfalls, stakerFlows } = await readEpoch(api, moments);
  const booked = shortfalls.reduce((sum, { shortfallAmount }) => sum + shortfallAmount, 0n);
  const stakers = overEpoch(opening.stakers, closing.stakers, stakerFlows);
  const unowned = unownedInactive(opening.pool.totalInactiveBalanceCurrentEpoch, opening.stakers, activities);
  const transfers = plainTransfers(activities);
  // Asked for before what takes long.
  const proof: Proof = request.indexNode
    ? await readProof(request.indexNode, moments.deployment, pin)
    : { asked: false };
  const report = {
    format: REPORT_FORMAT,
    units: { ...UNITS },
    pool: moments.pool,
    epoch: { number, start, blackoutStart, end, isClosed: head === null, head },
    opening: momentOf(opening, start, moments.opening),
    closing: momentOf(closing, end - 1, pin),
    parameters: parametersOf(opening.pool, closing.pool),
    parameterChanges: parameterChanges(settings, moments.pool),
    flows: flowsOf(flows, activities),
    reconciliation: reconcile(opening.pool, closing.pool, activities, transfers),
    borrowers: borrowersOf(opening.borrowers, closing.borrowers),
    starkProxies: starkProxiesOf(await readProxies(api, moments)),
    shortfalls: shortfallsOf(shortfalls),
    losses: lossesOf(stakers, booked, unowned),
    debt: debtOf(activities),
    rewards: rewardsOf(stakers, closing.pool.emittedRewards - opening.pool.emittedRewards),
    distributor: await gatherDistributor(api, moments),
    stakers: stakersOf(stakers),
    largestMoves: largestMoves(activities),
    plainTransfers: transfers,
    uncertainStakers: closing.stakers.filter((row) => !row.isInactiveBalanceCertain).map(({ id }) => id),
    series: seriesOf(opening.pool, activities, start, head ? head.timestamp : end - 1),
  } satisfies Omit<Report, 'checks' | 'evidence'>;
  return {
    ...report,
    checks: [...ownChecks(report), ...(await verifyChecks(request, pin, onProgress))],
    evidence: {
      proof,
      packageVersion: PACKAGE_VERSION,
      schemaVersion: await readSchemaVersion(request.api),
      deployment: moments.deployment,
      callsIndexed: closing.pool.callsIndexed,
      firstSequence: opening.pool.activityCount + 1,
      activities: closing.pool.activityCount - opening.pool.activityCount,
      queries: api.asked,
    },
  };
}
