/** Above these a row is taken for a mistake; within them all arithmetic fits into 128 bits. */

/** USD, 10^-8: half a million dollars. */
export const MOST_PRICE = 500_000n * 10n ** 8n;

/** Price times size, USD, 10^-16: a hundred million dollars in one order. */
export const MOST_DEPTH = 10n ** 8n * 10n ** 16n;
