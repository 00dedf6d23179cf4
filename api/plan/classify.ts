/** What an operation asks for, fragments it does not use included: asking for more than needed costs only a plan. */
import { type GraphQLSchema, isObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { derivedNeeds } from '../derived/registry.ts';
import { type LateFields, lateField } from './late.ts';
import type { Operation } from './operation.ts';
import { isOwnRoot } from './own.ts';

export interface Contents {
  readonly derived: boolean;
  readonly stored: boolean;
  readonly introspection: boolean;
  /** Roots of ours that are of no block. */
  readonly own: boolean;
}

export function classify(schema: GraphQLSchema, late: LateFields, operation: Operation): Contents {
  const types = new TypeInfo(schema);
  const query = schema.getQueryType();
  let [derived, stored, introspection, own] = [false, false, false, false];
  const visitor = visitWithTypeInfo(types, {
    Field(node) {
      const parent = types.getParentType();
      const name = node.name.value;
      if (!parent || !isObjectType(parent)) return;
      const found = lateField(late, parent.name, name);
      // One that is stored unless something in it is derived is decided by what is in it.
      if (found !== null && found.when === undefined) derived = true;
      else if (parent === query) {
        if (name === 'snapshot') derived = true;
        else if (name === '__schema' || name === '__type') introspection = true;
        else if (isOwnRoot(name)) own = true;
        else if (name !== '__typename') stored = true;
      } else if (derivedNeeds(parent.name, name) !== null) derived = true;
    },
  });
  visit(operation.document, visitor);
  return { derived, stored, introspection, own };
}
