/** What is stored at the end against what the ledger's changes give when they are replayed. */
import type { Check, Closing, World } from '../check.ts';
import { allOf, integerOf, type Stored, textOf, type WalkedKind } from '../ledger/source.ts';
import { FIELDS, type Replay } from '../replay.ts';
import { Sheet } from '../sheet.ts';

export class StoredCheck implements Check {
  readonly sheet = new Sheet(
    'stored',
    'Everything stored of the pool, its stakers, borrowers and epoch indexes is what the replayed changes give.',
  );
  readonly #world: World;
  readonly #seen = { pool: new Set<string>(), staker: new Set<string>(), borrower: new Set<string>() };

  constructor(world: World) {
    this.#world = world;
  }

  entity(kind: WalkedKind, row: Stored): void {
    const subjectKind = kind === 'pools' ? 'pool' : kind === 'stakers' ? 'staker' : 'borrower';
    const id = textOf(row, 'id');
    this.#seen[subjectKind].add(id);
    compareStored(this.sheet, subjectKind, row, this.#world.replay);
  }

  async finish({ source }: Closing): Promise<void> {
    const { replay } = this.#world;
    for (const [kind, seen] of Object.entries(this.#seen)) {
      for (const id of replay.subjects(kind)) {
        if (!seen.has(id)) this.sheet.fault('changes are recorded and nothing is stored', { subject: `${kind} ${id}` });
      }
      this.sheet.figures[`${kind}s`] = String(seen.size);
    }
    const epochs = new Map((await allOf(source, 'epoches')).map((row) => [textOf(row, 'id'), row.globalIndexAtEnd]));
    for (const id of new Set([...epochs.keys(), ...replay.subjects('epoch')])) {
      const stored = epochs.get(id) ?? null;
      const value = replay.of('epoch', id).get('globalIndexAtEnd');
      const place = { subject: `epoch ${id} globalIndexAtEnd` };
      this.sheet.equal(stored, value === undefined ? null : String(value), 'what is stored', place);
    }
  }
}

/** Compares all replayed fields of one entity; each difference is a fault. `where` says of which moment it is. */
export function compareStored(sheet: Sheet, kind: string, row: Stored, replay: Replay, where = ''): void {
  const id = textOf(row, 'id');
  const values = replay.of(kind, id);
  for (const field of FIELDS[kind] ?? []) {
    const place = { subject: `${where}${kind} ${id} ${field}` };
    sheet.equal(integerOf(row, field), values.get(field) ?? 0n, 'what is stored', place);
  }
}
