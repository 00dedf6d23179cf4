/** Every type and field of the API says what it is, where clients can read it, and amounts say their unit. */
import { readFileSync } from 'node:fs';
import { type FieldDefinitionNode, parse, type TypeDefinitionNode } from 'graphql';
import { describe, expect, it } from 'vitest';

const files = ['schema.graphql', 'api/schema/extensions.graphql'];
const UNIT =
  /USDC|stkUSDC|DYDX|seconds|unix|of 10,000|times 10\^|[Nn]umber of|block number|[Ee]poch|in the (same )?unit|[Bb]lock|[Pp]osition/;

function definitions(file: string) {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  // Extensions add to types that the Graph Node makes; Graph Node's own directives and scalars are its own.
  return parse(text, { noLocation: true }).definitions.filter(
    (node): node is TypeDefinitionNode => 'fields' in node || 'values' in node,
  );
}

const innerType = (field: FieldDefinitionNode): string => {
  let type = field.type;
  while (type.kind !== 'NamedType') type = type.type;
  return type.name.value;
};

describe.each(files)('%s', (file) => {
  const types = definitions(file);

  it('describes something', () => expect(types.length).toBeGreaterThan(3));

  it('describes every type', () => {
    const without = types.filter((type) => !type.kind.endsWith('Extension') && !type.description?.value.trim());
    expect(without.map((type) => type.name.value)).toEqual([]);
  });

  it('describes every field, integers with their unit', () => {
    const faults: string[] = [];
    for (const type of types) {
      for (const field of ('fields' in type ? (type.fields ?? []) : []) as FieldDefinitionNode[]) {
        const name = `${type.name.value}.${field.name.value}`;
        const text = field.description?.value ?? '';
        if (!text.trim()) faults.push(`${name}: no description`);
        else if (innerType(field) === 'BigInt' && !UNIT.test(text)) faults.push(`${name}: no unit in "${text}"`);
      }
    }
    expect(faults).toEqual([]);
  });
});
