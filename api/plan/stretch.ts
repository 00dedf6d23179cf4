/**
 * Neighbouring fields of a row whose text stays the same for a whole stage are kept as one text with the row: rows that
 * are asked again with another `at` are mostly copied.
 */
import type { JsonObject } from '../json.ts';
import type { Fill, Writer } from './plan.ts';
import { type FieldWriter, writePrefix } from './write.ts';

/** A field as compiled: `slot` is that of a derived field, null for one that only the row decides. */
export interface StagedField extends FieldWriter {
  readonly slot: number | null;
  readonly staged: boolean;
}

interface Remembered {
  readonly stage: object;
  readonly text: string;
}

const TEXTS = Symbol('texts');
interface RowTexts {
  [TEXTS]?: Map<object, Remembered>;
}
/** Stretches remembered per row: plans that share rows may differ in their fields. */
const PER_ROW = 8;

/** Writes the fields of an object, each with its key. */
export function writeStretches(fields: readonly StagedField[]): Writer {
  const writers: Writer[] = [];
  for (let i = 0; i < fields.length; ) {
    const stretch = stretchFrom(fields, i);
    const writeAll = writeFields(stretch, i === 0);
    const slot = stretch.find((field) => field.slot !== null)?.slot ?? null;
    writers.push(stretch.length > 1 && slot !== null ? remember(slot, writeAll) : writeAll);
    i += stretch.length;
  }
  return (row, fill) => {
    let text = '';
    for (const write of writers) text += write(row, fill);
    return `${text}}`;
  };
}

/** The longest run of fields that one stage decides, or a single field. */
function stretchFrom(fields: readonly StagedField[], from: number): StagedField[] {
  const stretch: StagedField[] = [];
  let slot: number | null = null;
  for (const field of fields.slice(from)) {
    if (!field.staged || (field.slot !== null && slot !== null && field.slot !== slot)) break;
    slot ??= field.slot;
    stretch.push(field);
  }
  return stretch.length > 0 ? stretch : [fields[from] as StagedField];
}

function writeFields(fields: readonly StagedField[], first: boolean): Writer {
  const prefixes = fields.map(({ key }, i) => writePrefix(key, first && i === 0));
  return (row, fill) => {
    let text = '';
    for (let i = 0; i < fields.length; i++)
      text += (prefixes[i] as string) + (fields[i] as StagedField).write(row, fill);
    return text;
  };
}

function remember(slot: number, write: Writer): Writer {
  const stretch = {};
  return (row: JsonObject, fill: Fill) => {
    const stage = fill.slots[slot]?.stage;
    if (stage === undefined || !fill.reread) return write(row, fill);
    const memory = row as RowTexts;
    memory[TEXTS] ??= new Map();
    const known = memory[TEXTS].get(stretch);
    if (known?.stage === stage) return known.text;
    const text = write(row, fill);
    if (memory[TEXTS].size >= PER_ROW) memory[TEXTS].clear();
    memory[TEXTS].set(stretch, { stage, text });
    return text;
  };
}
