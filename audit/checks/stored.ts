/** What is stored at the end against what the ledger's changes give when they are replayed. */
import type { Check, Closing, World } from '../check.ts';
import { allOf, integerOf, type Stored, textOf, type WalkedKind } from '../ledger/source.ts';
import { FIELDS, OTHER_KINDS, type Replay } from '../replay.ts';
import { Sheet } from '../sheet.ts';

export class StoredCheck implements Check {
  readonly sheet = new Sheet(
    'stored',
    'Everything stored of which changes are recorded is what the replayed changes give.',
  );
  readonly #world: World;
  /** Ids by kind. */
  readonly #seen = new Map<string, Set<string>>(
    ['pool', 'staker', 'borrower', ...Object.keys(OTHER_KINDS)].map((kind) => [kind, new Set()]),
  );

  constructor(world: World) {
    this.#world = world;
  }

  entity(kind: WalkedKind, row: Stored): void {
    const subjectKind = kind === 'pools' ? 'pool' : kind === 'stakers' ? 'staker' : 'borrower';
    this.#compare(subjectKind, row);
  }

  async finish({ source }: Closing): Promise<void> {
    const { replay } = this.#world;
    for (const [kind, plural] of Object.entries(OTHER_KINDS)) {
      for await (const page of source.entities(plural)) for (const row of page) this.#compare(kind, row);
    }
    for (const [kind, seen] of this.#seen) {
      for (const id of replay.subjects(kind)) {
        if (!seen.has(id)) this.sheet.fault('changes are recorded and nothing is stored', { subject: `${kind} ${id}` });
      }
      const plural = kind in OTHER_KINDS ? OTHER_KINDS[kind as keyof typeof OTHER_KINDS] : `${kind}s`;
      this.sheet.figures[plural] = String(seen.size);
    }
    const epochs = new Map((await allOf(source, 'epoches')).map((row) => [textOf(row, 'id'), row.globalIndexAtEnd]));
    for (const id of new Set([...epochs.keys(), ...replay.subjects('epoch')])) {
      const stored = epochs.get(id) ?? null;
      const value = replay.of('epoch', id).get('globalIndexAtEnd');
      const place = { subject: `epoch ${id} globalIndexAtEnd` };
      this.sheet.equal(stored, value === undefined ? null : String(value), 'what is stored', place);
    }
  }

  #compare(kind: string, row: Stored): void {
    this.#seen.get(kind)?.add(textOf(row, 'id'));
    compareStored(this.sheet, kind, row, this.#world.replay);
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
