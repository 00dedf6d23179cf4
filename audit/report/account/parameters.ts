/** Parameters in force, and what was set in the epoch. */
import type { PoolMoment } from '../read/pool.ts';
import type { SettingRow } from '../read/settings.ts';
import type { Parameter, ParameterChange } from '../shape-flows.ts';

const SECONDS = 'seconds';
const TIME = 'unix seconds';
const RATE = 'DYDX base units per second';
const FRACTION = 'of 10,000';
const ADDRESS = 'address';
const ROLE = 'role';

export function parametersOf(opening: PoolMoment, closing: PoolMoment): Parameter[] {
  const row = (name: string, unit: string, value: (pool: PoolMoment) => unknown): Parameter => ({
    name,
    unit,
    opening: String(value(opening)),
    closing: String(value(closing)),
  });
  return [
    row('epochInterval', SECONDS, (pool) => pool.epochInterval),
    row('epochOffset', TIME, (pool) => pool.epochOffset),
    row('blackoutWindow', SECONDS, (pool) => pool.blackoutWindow),
    row('rewardsPerSecond', RATE, (pool) => pool.rewardsPerSecond),
    row('implementation', ADDRESS, (pool) => pool.implementation ?? 'not known'),
    row('proxyAdmin', ADDRESS, (pool) => pool.proxyAdmin ?? 'not known'),
  ];
}

interface Set {
  readonly name: string;
  readonly unit: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly subject?: string | undefined;
  readonly remark?: string;
}

const READERS: Readonly<Record<string, (row: SettingRow) => Set[]>> = {
  setRewardsPerSecond: (row) => [
    { name: 'rewardsPerSecond', unit: RATE, before: row.previousEmissionPerSecond, after: row.emissionPerSecond },
  ],
  setEpochParameters: (row) => [
    { name: 'epochInterval', unit: SECONDS, before: row.previousInterval, after: row.interval },
    { name: 'epochOffset', unit: TIME, before: row.previousOffset, after: row.offset },
  ],
  setBlackoutWindow: (row) => [
    { name: 'blackoutWindow', unit: SECONDS, before: row.previousBlackoutWindow, after: row.blackoutWindow },
  ],
  setBorrowerAllocation: (row) => [
    {
      name: 'allocation',
      unit: FRACTION,
      subject: row.borrower,
      before: row.oldAllocation,
      after: row.newAllocation,
      remark: `from epoch ${row.epochNumber}`,
    },
  ],
  setBorrowingRestriction: (row) => [
    {
      name: 'isBorrowingRestricted',
      unit: '',
      subject: row.borrower,
      before: !row.isBorrowingRestricted,
      after: row.isBorrowingRestricted,
    },
  ],
  grantRole: (row) => [{ name: roleName(row), unit: ROLE, before: null, after: row.account, remark: 'granted' }],
  revokeRole: (row) => [{ name: roleName(row), unit: ROLE, before: row.account, after: 'nobody', remark: 'revoked' }],
  setRoleAdmin: (row) => [
    { name: roleName(row), unit: ROLE, before: row.previousAdminRole, after: row.newAdminRole, remark: 'admin role' },
  ],
  upgrade: (row) => [
    { name: 'implementation', unit: ADDRESS, before: row.previousImplementation, after: row.implementation },
  ],
  changeAdmin: (row) => [{ name: 'proxyAdmin', unit: ADDRESS, before: row.previousAdmin, after: row.newAdmin }],
};

const roleName = ({ role }: SettingRow): string => role?.name ?? role?.role ?? 'a role';

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** One row for each value that was set, in the order it was; of another contract than the pool, it is the subject. */
export function parameterChanges(rows: readonly SettingRow[], pool: string): ParameterChange[] {
  const contractOf = ({ role, proxy }: SettingRow): string | null => {
    const contract = role?.contract ?? proxy ?? pool;
    return contract === pool ? null : contract;
  };
  return rows.flatMap((row) =>
    (READERS[row.verb]?.(row) ?? []).map(({ name, unit, subject, before, after, remark }) => ({
      sequence: row.sequence,
      timestamp: row.timestamp,
      transactionHash: row.transactionHash,
      name,
      unit,
      subject: subject ?? contractOf(row),
      before: textOf(before),
      after: textOf(after) ?? 'nothing',
      remark: remark ?? '',
    })),
  );
}
