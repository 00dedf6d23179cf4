/** The stored state as the rows of the ledger give it, and as the Graph Node holds it at a block. */
import type { GatewayStack } from './gateway-stack.ts';
import { type Row, rowsOf } from './ledger-rows.ts';

type Ask = GatewayStack['ask'];

/** `pool/0x…/tokenBalance` and the like to its value. */
export type Values = ReadonlyMap<string, bigint>;

/** Kinds of entity whose changes are rows, with their types and lists. */
const KINDS = {
  pool: ['Pool', 'pools'],
  staker: ['Staker', 'stakers'],
  borrower: ['Borrower', 'borrowers'],
  starkProxy: ['StarkProxy', 'starkProxies'],
  starkKey: ['StarkKey', 'starkKeys'],
  externalRecipient: ['ExternalRecipient', 'externalRecipients'],
  forcedTrade: ['ForcedTrade', 'forcedTrades'],
  rewardsDistributor: ['RewardsDistributor', 'rewardsDistributors'],
  rewardsAccount: ['RewardsAccount', 'rewardsAccounts'],
} as const;
type Kind = keyof typeof KINDS;

/** Replays rows from nothing; each must start where the one before it of the same subject and field ended. */
export class Replay {
  readonly #values = new Map<string, bigint>();
  readonly #faults: string[] = [];

  apply(row: Row): void {
    const key = `${row.subjectKind}/${row.subject}/${row.field}`;
    const stored = this.#values.get(key) ?? 0n;
    const after = BigInt(row.after);
    if (BigInt(row.before) !== stored) this.#faults.push(`${row.sequence}.${row.position} ${key}: before is ${stored}`);
    if (BigInt(row.before) + BigInt(row.change) !== after) this.#faults.push(`${row.sequence}.${row.position}: sum`);
    this.#values.set(key, after);
  }

  get faults(): readonly string[] {
    return this.#faults;
  }

  /** As it stands, without what is zero: nothing stored and zero stored are the same to the contract. */
  values(): Values {
    return new Map([...this.#values].filter(([key, value]) => value !== 0n || key.startsWith('epoch/')));
  }
}

/** Names of the fields of `StoredField` that each type has, as the Graph Node describes itself. */
export async function storedFields(ask: Ask): Promise<Readonly<Record<Kind, readonly string[]>>> {
  const enumValues = '__type(name: "StoredField") { enumValues { name } }';
  const types = Object.values(KINDS).map(([name]) => `${name}: __type(name: "${name}") { fields { name } }`);
  const { data } = await ask(`{ StoredField: ${enumValues} ${types.join(' ')} }`);
  const described = data as Record<string, { fields?: { name: string }[]; enumValues?: { name: string }[] }>;
  const named = new Set(described.StoredField?.enumValues?.map(({ name }) => name));
  const fieldsOf = (type: string) =>
    (described[type]?.fields ?? []).map(({ name }) => name).filter((name) => named.has(name));
  const kinds = Object.entries(KINDS).map(([kind, [type]]) => [kind, fieldsOf(type)]);
  return Object.fromEntries(kinds) as Record<Kind, readonly string[]>;
}

/** Every stored value at a block, without what is zero. */
export async function storedAt(ask: Ask, block: number): Promise<Values> {
  const values = new Map<string, bigint>();
  const at = `(first: 1000, block: { number: ${block} })`;
  for (const [kind, fields] of Object.entries(await storedFields(ask))) {
    const list = await rowsOf<Record<string, string>>(
      ask,
      `{ ${KINDS[kind as Kind][1]}${at} { id ${fields.join(' ')} } }`,
    );
    for (const entity of list) {
      for (const field of fields) {
        const value = BigInt(entity[field] ?? 0n);
        if (value !== 0n) values.set(`${kind}/${entity.id}/${field}`, value);
      }
    }
  }
  // An index of zero is stored, too: it is not none.
  const query = `{ epoches(first: 1000, block: { number: ${block} }, where: { globalIndexAtEnd_not: null }) { id globalIndexAtEnd } }`;
  for (const { id, globalIndexAtEnd } of await rowsOf<Record<string, string>>(ask, query)) {
    values.set(`epoch/${id}/globalIndexAtEnd`, BigInt(globalIndexAtEnd as string));
  }
  return values;
}

/** Keys whose values differ, with both. */
export function differences(ours: Values, theirs: Values): string[] {
  const keys = new Set([...ours.keys(), ...theirs.keys()]);
  const show = (value: bigint | undefined) => value ?? 'none';
  return [...keys].flatMap((key) =>
    ours.get(key) === theirs.get(key) ? [] : `${key}: replayed ${show(ours.get(key))}, stored ${show(theirs.get(key))}`,
  );
}
