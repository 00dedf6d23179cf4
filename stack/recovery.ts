/** When a part ends by itself: what is started again, in which order, and when to give up. */
import { StackError } from './error.ts';
import type { GatewayHandle } from './gateway.ts';
import type { Part } from './part.ts';
import type { Supervisor } from './supervisor.ts';

/** A part that can be started again, at the same ports. */
export interface Piece {
  part: Part;
  again(): Promise<Part>;
}

/** What stands behind the gateway, as far as the stack started it. */
export interface Pieces {
  chain: Piece | null;
  database: Piece | null;
  node: Piece;
  /** Makes the database a new one: an index is never continued, only made. */
  emptyDatabase(): Promise<void>;
  /** Resolves when the index holds again what it held. */
  indexed(): Promise<void>;
}

const MOST_ENDS = 5;
const WINDOW_MS = 10 * 60_000;

export interface Recovering {
  /** Null where the Graph Node is somebody else's. */
  pieces: Pieces | null;
  gateway: GatewayHandle | null;
  say(line: string): void;
}

/**
 * From now on parts that end are started again: a Graph Node indexes anew in an empty database, since a half-written index
 * is not told from a whole one; a lost chain is replayed, and while it is, nothing may read it. Until all is as it was the
 * gateway refuses queries. Parts that end too often end the stack.
 */
export function recoverParts(supervisor: Supervisor, { pieces, gateway, say }: Recovering): void {
  const ends: number[] = [];
  let isWorking = false;
  supervisor.onPartEnded((part, error) => {
    const now = Date.now();
    ends.push(now);
    while ((ends[0] ?? now) < now - WINDOW_MS) ends.shift();
    if (ends.length > MOST_ENDS) return supervisor.fail(keepsEnding(error));
    if (!isKnown(part)) return supervisor.fail(error);
    say(`  ${part.name} ended unexpectedly: starting what depends on it again, until then queries are refused`);
    if (isWorking) return;
    isWorking = true;
    recover()
      .then((seconds) => say(`  all parts run again, queries are answered (after ${seconds.toFixed(1)} s)`))
      .catch((failure) => supervisor.fail(asStackError(failure)))
      .finally(() => {
        isWorking = false;
      });
  });

  const behind = (): Piece[] => [pieces?.chain, pieces?.database, pieces?.node].filter((piece) => !!piece);
  const isKnown = (part: Part): boolean =>
    [...behind().map((piece) => piece.part), gateway?.part()].some((known) => known?.name === part.name);
  const isBehindDown = (): boolean => behind().some((piece) => piece.part.hasEnded);
  const isGatewayDown = (): boolean => gateway?.part()?.hasEnded === true;

  async function recover(): Promise<number> {
    const started = Date.now();
    let isHeld = false;
    let isNewChain = false;
    for (let attempt = 1; isHeld || isBehindDown() || isGatewayDown(); attempt++) {
      try {
        if (pieces && isBehindDown()) {
          isHeld = true;
          await gateway?.hold('A part behind the gateway ended, and the index is being made anew.');
          isNewChain ||= pieces.chain?.part.hasEnded === true;
          await restart(pieces);
        }
        // Of blocks of a chain that is gone nothing may be remembered.
        if (isGatewayDown() || isNewChain) await gateway?.again();
        else if (isHeld) await gateway?.release();
        isHeld = false;
        isNewChain = false;
      } catch (error) {
        // Another part ended meanwhile: once more, as often as parts may end at all.
        if (supervisor.isStopping || attempt > MOST_ENDS || !(isBehindDown() || isGatewayDown())) throw error;
      }
    }
    return (Date.now() - started) / 1000;
  }
}

async function restart({ chain, database, node, emptyDatabase, indexed }: Pieces): Promise<void> {
  // It must see neither a chain that is half replayed nor a database that is not there.
  await node.part.stop();
  const again = async (piece: Piece | null): Promise<void> => {
    if (piece?.part.hasEnded) piece.part = await piece.again();
  };
  // Each to its end: what is tried once more must not meet itself at its port.
  for (const tried of await Promise.allSettled([again(chain), again(database)]))
    if (tried.status === 'rejected') throw tried.reason;
  await emptyDatabase();
  node.part = await node.again();
  await indexed();
}

function keepsEnding(error: StackError): StackError {
  const often = `more than ${MOST_ENDS} times within ${WINDOW_MS / 60_000} minutes`;
  return new StackError('PART_KEEPS_ENDING', `parts ended ${often}, everything was stopped: ${error.message}`);
}

function asStackError(error: unknown): StackError {
  if (error instanceof StackError) return error;
  return new StackError('RECOVERY_FAILED', `what ended could not be started again (${String(error)}).`);
}
