/** Base units as people read them, every digit of them. */

function decimal(baseUnits: string, decimals: number): string {
  const isNegative = baseUnits.startsWith('-');
  const digits = baseUnits.replace('-', '').padStart(decimals + 1, '0');
  const whole = grouped(digits.slice(0, -decimals));
  return `${isNegative ? '-' : ''}${whole}.${digits.slice(-decimals)}`;
}

/** Digits with a comma before each three. */
export const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

/** USDC of base units (10^-6): `2,346,549.368348`. */
export const usdc = (baseUnits: string): string => decimal(baseUnits, 6);

/** DYDX of base units (10^-18): `410,958.909244800000000000`. */
export const dydx = (baseUnits: string): string => decimal(baseUnits, 18);

/** The amount with its unit, or a dash where a verb moves none. */
export function amount(baseUnits: string, unit: 'USDC' | 'DYDX' | null): string {
  if (unit === null) return '–';
  return `${unit === 'USDC' ? usdc(baseUnits) : dydx(baseUnits)} ${unit}`;
}

/** A fraction of 10,000 in percent: `25.00 %`. */
export const percent = (ofTenThousand: string): string => `${decimal(ofTenThousand, 2)} %`;

/** For the coordinates of a chart only: USDC of base units, as near as a float comes. */
export const coordinate = (baseUnits: string): number => Number(baseUnits) / 1e6;
