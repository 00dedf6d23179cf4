/** A whole ledger in memory: read once from a source, to be falsified at will and verified again. */
import type { Closing } from '../../audit/check.ts';
import { derivedSelection } from '../../audit/checks/derived.ts';
import type { Activity, LedgerWindow, StateChange } from '../../audit/ledger/rows.ts';
import { ENTITIES, type EntityKind } from '../../audit/ledger/selections.ts';
import {
  allOf,
  type LedgerSource,
  type Stored,
  type Value,
  type WalkedKind,
  type Where,
} from '../../audit/ledger/source.ts';

/** An entity that may be changed. */
export type Row = Record<string, Value>;
type Moment = { timestamp: bigint; block: { number: number; hash: string }; pool: Row };

/** An epoch with all its accounts as it closed. */
export interface KeptEpoch {
  epoch: Row;
  opening: Moment;
  closing: Moment;
  stakers: Row[];
  borrowers: Row[];
}

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

export interface KeptLedger {
  /** Unix seconds at which derived values were read. */
  at: bigint;
  activities: (Changeable<Activity> & { fields: Record<string, string> })[];
  changes: Changeable<StateChange>[];
  /** Entities with their derived fields. */
  entities: Record<EntityKind, Row[]>;
  currentEpoch: bigint | null;
  epochs: Record<string, KeptEpoch>;
}

const KINDS = Object.keys(ENTITIES) as EntityKind[];
const WALKED: readonly string[] = ['pools', 'stakers', 'borrowers'] satisfies WalkedKind[];
const DERIVED = (at: bigint | null) => ({
  pools: derivedSelection('pools', at),
  stakers: derivedSelection('stakers', at),
  borrowers: derivedSelection('borrowers', at),
});

/** Reads everything that a verification up to `closing` reads. */
export async function keepLedger({ source, at }: Closing): Promise<KeptLedger> {
  const windows: LedgerWindow[] = [];
  for await (const window of source.windows(0)) windows.push(window);
  const entities = {} as KeptLedger['entities'];
  for (const kind of KINDS) {
    const derived = WALKED.includes(kind) ? DERIVED(at)[kind as WalkedKind] : '';
    entities[kind] = (await allOf(source, kind, {}, derived)) as Row[];
  }
  const currentEpoch = await source.currentEpoch();
  const epochs: KeptLedger['epochs'] = {};
  for (let epoch = 0n; currentEpoch !== null && epoch < currentEpoch; epoch++) {
    const { accounts, ...bounds } = await source.epoch(epoch, DERIVED(null));
    const [stakers, borrowers] = [await joined(accounts('stakers')), await joined(accounts('borrowers'))];
    epochs[String(epoch)] = { ...(bounds as Pick<KeptEpoch, 'epoch' | 'opening' | 'closing'>), stakers, borrowers };
  }
  return {
    at,
    activities: windows.flatMap(({ activities }) => activities),
    changes: windows.flatMap(({ changes }) => changes),
    entities,
    currentEpoch,
    epochs,
  };
}

async function joined(pages: AsyncIterable<readonly Stored[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...(page as Row[]));
  return rows;
}

/** The ledger as a source; what is changed in it shows. */
export function closingOf(ledger: KeptLedger): Closing {
  const [pool] = ledger.entities.pools;
  return { pool: pool as Stored, at: ledger.at, source: sourceOf(ledger) };
}

function sourceOf(ledger: KeptLedger): LedgerSource {
  const bySequence = (a: { sequence: number }, b: { sequence: number }) => a.sequence - b.sequence;
  return {
    async *windows(after) {
      const inside = ({ sequence }: { sequence: number }) => sequence > after;
      yield {
        activities: ledger.activities.filter(inside).sort(bySequence),
        changes: ledger.changes.filter(inside).sort(bySequence),
      };
    },
    async strays() {
      const below = ({ sequence }: { sequence: number }) => sequence <= 0;
      return { activities: ledger.activities.filter(below), changes: ledger.changes.filter(below) };
    },
    async *entities(kind, where = {}) {
      const rows = ledger.entities[kind].filter((row) => meets(row, where));
      if (rows.length > 0) yield rows;
    },
    currentEpoch: async () => ledger.currentEpoch,
    async epoch(epoch) {
      const { stakers, borrowers, ...bounds } = ledger.epochs[String(epoch)] as KeptEpoch;
      return {
        ...bounds,
        async *accounts(kind) {
          yield kind === 'stakers' ? stakers : borrowers;
        },
      };
    },
  };
}

function meets(row: Stored, where: Where): boolean {
  return Object.entries(where).every(([condition, wanted]) => {
    const field = condition.replace('_not_in', '');
    if (field !== condition) return !(wanted as readonly (string | number)[]).includes(row[field] as string | number);
    return row[field] === wanted;
  });
}
