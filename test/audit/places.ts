/** Every single value of a kept ledger, with a way to change it and to tell whether a fault names it. */
import type { Finding } from '../../audit/sheet.ts';
import type { KeptLedger } from '../support/kept-ledger.ts';

export interface Place {
  readonly name: string;
  change(ledger: KeptLedger): void;
  isNamedBy(fault: Finding): boolean;
}

/**
 * What the ledger alone cannot tell: where a lone transaction was, who signed it, what configuration says, what only a
 * call says, and amounts of other tokens.
 */
const UNKNOWABLE = [
  ...['transactionIndex', 'transactionFrom', 'block'],
  ...['stakedToken', 'rewardsToken', 'rewardsTreasury', 'distributionStart', 'distributionEnd', 'implementation'],
  ...['proxyAdmin', 'previousImplementation', 'previousAdmin'],
  ...['isGuardianAction', 'starkAssetType', 'token', 'otherTokenAmount', 'etherAmount'],
];

type Values = Record<string, unknown>;

export function places(ledger: KeptLedger): Place[] {
  const allowances = new Map(
    ledger.activities.flatMap(({ type, sequence, fields: { owner, spender } }) =>
      type === 'Approval' ? [[`${owner} ${spender}`, sequence]] : [],
    ),
  );
  // An allowance says nothing of the one before it.
  const isOver = ({ type, sequence, fields: { owner, spender } }: KeptLedger['activities'][number]) =>
    type === 'Approval' && allowances.get(`${owner} ${spender}`) !== sequence;
  return [
    ...ledger.activities.flatMap((activity, i) => {
      const { sequence, type, ...common } = activity;
      const { value: _, ...others } = activity.fields;
      const fields = isOver(activity) ? others : activity.fields;
      const name = `${type} ${sequence}`;
      // A wrong number may be told of the next one.
      const isNamedBy = (fault: Finding) => fault.sequence === sequence || fault.sequence === sequence + 1;
      return [
        ...valuesOf({ type, ...common }, name, (other) => other.activities[i] as unknown as Values, isNamedBy),
        ...valuesOf(fields, `${name} fields`, (other) => other.activities[i]?.fields ?? {}, isNamedBy),
      ];
    }),
    ...ledger.changes.flatMap((change, i) => {
      const name = `change ${change.sequence} ${change.field}`;
      const isNamedBy = (fault: Finding) => fault.sequence === change.sequence;
      return valuesOf({ ...change }, name, (other) => other.changes[i] as unknown as Values, isNamedBy);
    }),
    ...Object.entries(ledger.entities).flatMap(([kind, rows]) =>
      rows.flatMap((row, i) => {
        const isNamedBy = ({ subject = '', what }: Finding) =>
          kind === 'pools'
            ? /pool|number|activities/.test(subject + what)
            : subject.includes(String(row.id).slice(0, -1));
        const at = (other: KeptLedger) => other.entities[kind as keyof KeptLedger['entities']][i] as Values;
        return valuesOf(row, `${kind} ${row.id}`, at, isNamedBy);
      }),
    ),
    ...Object.entries(ledger.epochs).flatMap(([number, { epoch, opening, closing, stakers, borrowers }]) => {
      const isNamedBy = ({ subject = '' }: Finding) =>
        subject.startsWith(`epoch ${number} `) || subject === `epoch ${number}`;
      const at = (other: KeptLedger) => other.epochs[number] as KeptLedger['epochs'][string];
      return [
        ...valuesOf(epoch, `epoch ${number}`, (other) => at(other).epoch, isNamedBy),
        ...valuesOf(opening.pool, `epoch ${number} opening`, (other) => at(other).opening.pool, isNamedBy),
        ...valuesOf(closing.pool, `epoch ${number} closing`, (other) => at(other).closing.pool, isNamedBy),
        ...stakers.flatMap((row, i) =>
          valuesOf(row, `epoch ${number} ${row.id}`, (other) => at(other).stakers[i] as Values, isNamedBy),
        ),
        ...borrowers.flatMap((row, i) =>
          valuesOf(row, `epoch ${number} ${row.id}`, (other) => at(other).borrowers[i] as Values, isNamedBy),
        ),
      ];
    }),
  ];
}

function valuesOf(
  values: Readonly<Values>,
  name: string,
  at: (ledger: KeptLedger) => Values,
  isNamedBy: Place['isNamedBy'],
): Place[] {
  return Object.entries(values)
    .filter(([key, value]) => !UNKNOWABLE.includes(key) && (typeof value !== 'object' || value === null))
    .map(([key, value]) => ({
      name: `${name} ${key}`,
      change: (ledger) => {
        at(ledger)[key] = another(value);
      },
      isNamedBy,
    }));
}

/** A value of the same form that is another one. */
function another(value: unknown): unknown {
  if (typeof value === 'bigint') return value + 1n;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (value === 'true' || value === 'false') return String(value === 'false');
  if (value === null) return '7';
  if (/^-?\d+$/.test(String(value))) return String(BigInt(String(value)) + 1n);
  if (/^0x/.test(String(value))) return `${String(value).slice(0, -1)}${String(value).endsWith('7') ? '8' : '7'}`;
  return `${value}x`;
}
