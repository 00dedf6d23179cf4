/** Decimal text as whole numbers of the smallest unit, digit for digit. */

/** Null where the text is no number not below zero, or has more decimals than `places`. */
export function parseDecimal(text: string, places: number): bigint | null {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > places) return null;
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** The shortest decimal of a whole number of 10^-places: exact, as everything it comes from. */
export function formatDecimal(value: bigint, places: number): string {
  const text = String(value).padStart(places + 1, '0');
  const fraction = text.slice(text.length - places).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, text.length - places) : `${text.slice(0, text.length - places)}.${fraction}`;
}

/** The digits of the shortest decimal that stands for this floating point number, and its number of decimals. */
function digitsOf(value: number): { digits: bigint; places: number } {
  const [mantissa = '', exponent = '0'] = value.toString().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}

/** Floating point numbers as whole numbers of one unit that is small enough for all of them: nothing is rounded. */
export function toCommonUnit(values: ReadonlyMap<string, number>): Map<string, bigint> {
  const parsed = [...values].map(([key, value]) => ({ key, ...digitsOf(value) }));
  const most = Math.max(0, ...parsed.map(({ places }) => places));
  return new Map(parsed.map(({ key, digits, places }) => [key, digits * 10n ** BigInt(most - places)]));
}
