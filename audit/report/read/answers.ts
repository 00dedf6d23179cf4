/** Kinds of values in the API's answers. */
import { z } from 'zod';

/** An integer in decimal text, in the unit the field's description in the schema gives. */
export const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(BigInt);
/** A number small enough for one, as text or number. */
export const small = z.coerce.number().int();
export const address = z.string().regex(/^0x[0-9a-f]{40}$/);
export const hash = z.string().regex(/^0x[0-9a-f]{64}$/);
export const reference = z.object({ id: address }).transform(({ id }) => id);
