/** The kinds of values in a report. */
import { z } from 'zod';

const whole = z.string().regex(/^\d+$/);
const signed = z.string().regex(/^-?\d+$/);

export const usdc = whole.describe('USDC base units (10^-6)');
export const signedUsdc = signed.describe('USDC base units (10^-6), may be negative');
export const dydx = whole.describe('DYDX base units (10^-18)');
export const signedDydx = signed.describe('DYDX base units (10^-18), may be negative');
/** A whole number in the unit that the field beside it names. */
export const number = whole;
export const address = z.string().regex(/^0x[0-9a-f]{40}$/);
export const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
export const second = z.number().int().describe('Unix seconds');
export const count = z.number().int().nonnegative();

/** What `units` of a report says. */
export const UNITS = {
  USDC: 'USDC and stkUSDC base units, 10^-6',
  DYDX: 'DYDX base units, 10^-18',
  second: 'unix seconds, UTC',
  fraction: 'of 10,000',
} as const;
