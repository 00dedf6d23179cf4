/** The version of the schema that is served: changes whenever anything in it does, and with nothing else. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { printSdl } from './sdl.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const known = new WeakMap<GraphQLSchema, string>();

/** `<version of this project>+<first twelve digits of the SHA-256 of the printed schema>`. */
export function schemaVersion(schema: GraphQLSchema): string {
  const made =
    known.get(schema) ?? `${version}+${createHash('sha256').update(printSdl(schema)).digest('hex').slice(0, 12)}`;
  known.set(schema, made);
  return made;
}
