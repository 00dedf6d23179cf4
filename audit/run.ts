/** The verification of a ledger, as a function. */
import { Auditor, type Report } from './auditor.ts';
import { loadBooks, openBooks, type StoredState } from './books/load.ts';
import { checkContract } from './chain/check.ts';
import type { Closing, Opening, World } from './check.ts';
import { allChecks } from './checks/all.ts';
import { Api, type BlockShown } from './ledger/api.ts';
import { findMoment } from './ledger/moment.ts';
import { allOf, type Stored, textOf } from './ledger/source.ts';
import { Replay } from './replay.ts';
import type { CheckResult } from './sheet.ts';

export interface VerifyOptions {
  /** Address of the API, with or without `/graphql`. */
  readonly api: string;
  /** An archive node, to compare every view of every account with the contract. */
  readonly rpc?: string | undefined;
  /** The ledger up to that epoch's last second; or up to that block; or only what lies after `from` up to `to`. */
  readonly epoch?: number | undefined;
  readonly block?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly onProgress?: Report | undefined;
}

/** What was verified, and what came of it. */
export interface Verification {
  readonly api: string;
  readonly pool: string;
  /** Block after which the window begins; null for the whole ledger. */
  readonly from: BlockShown | null;
  /** Block up to which it goes. */
  readonly block: BlockShown;
  /** Second at which derived values were read, unix seconds. */
  readonly at: bigint;
  /** False where the second of the block is not known, and that of the last activity was taken. */
  readonly isExact: boolean;
  /** True where that second is beyond the newest block: what it will be without a further transaction. */
  readonly isProjected: boolean;
  /** True if every check holds. */
  readonly holds: boolean;
  readonly checks: readonly CheckResult[];
}

/** Recomputes everything from the ledger. What cannot be read is an AuditError; what does not hold is in the checks. */
export async function verify({ api, rpc, from, to, ...options }: VerifyOptions): Promise<Verification> {
  const client = new Api(api);
  const moment = await findMoment(client, to === undefined ? options : { block: to });
  const start = from === undefined ? null : await findMoment(client, { block: from });
  const named = options.epoch === undefined ? null : BigInt(options.epoch);
  const report = options.onProgress ?? (() => undefined);
  const checks = await verifyLedger(moment, start, { named, report });
  if (rpc !== undefined) {
    const blocks = { from: start?.block.number ?? null, to: moment.block.number };
    checks.push(await checkContract(client, rpc, blocks, report));
  }
  return {
    api: client.url,
    pool: textOf(moment.pool, 'id'),
    from: start?.block ?? null,
    block: moment.block,
    at: moment.at,
    isExact: moment.isExact,
    isProjected: moment.isProjected,
    holds: checks.every(({ holds }) => holds),
    checks,
  };
}

/**
 * All checks of the ledger up to `closing`; of a window, of what lies after `opening`, which is taken as given. Flows
 * of the epoch `named` are shown among the figures.
 */
export async function verifyLedger(
  closing: Closing,
  opening: Opening | null,
  { named = null, report = () => undefined }: { named?: bigint | null; report?: Report } = {},
): Promise<CheckResult[]> {
  const replay = new Replay();
  const pool = textOf(closing.pool, 'id');
  const books = opening === null ? openBooks(closing.pool) : loadBooks(await storedAt(opening, replay));
  const world: World = { pool, replay, books, opening };
  const checks = await allChecks(world, named);
  await new Auditor(world, checks, closing, report).run();
  return checks.map(({ sheet }) => sheet.result());
}

/** What is stored at the start of a window, with which the replay begins. */
async function storedAt({ pool, source }: Opening, replay: Replay): Promise<StoredState> {
  const [stakers, borrowers, epochs, shortfalls] = await Promise.all(
    (['stakers', 'borrowers', 'epoches', 'shortfalls'] as const).map((kind) => allOf(source, kind)),
  );
  const load = (kind: string, rows: readonly Stored[] = []) => {
    for (const row of rows) replay.load(kind, row);
    return rows;
  };
  load('pool', [pool]);
  load('rewardsDistributor', await allOf(source, 'rewardsDistributors'));
  load('rewardsAccount', await allOf(source, 'rewardsAccounts'));
  return {
    pool,
    stakers: load('staker', stakers),
    borrowers: load('borrower', borrowers),
    epochs: load('epoch', epochs),
    shortfalls: shortfalls ?? [],
  };
}
