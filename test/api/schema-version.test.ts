import { extendSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { extendUpstream } from '../../api/schema/load.ts';
import { schemaVersion } from '../../api/schema/version.ts';
import { upstreamSchema } from '../support/upstream-schema.ts';

it('is the same for the same schema, and another for any other', () => {
  const [one, same] = [extendUpstream(upstreamSchema()), extendUpstream(upstreamSchema())];
  const other = extendSchema(one, parse('extend type Pool { more: BigInt }'));
  expect(schemaVersion(one)).toMatch(/^\d+\.\d+\.\d+\+[0-9a-f]{12}$/);
  expect(schemaVersion(same)).toBe(schemaVersion(one));
  expect(schemaVersion(other)).not.toBe(schemaVersion(one));
});
