/** A field must exist on its type. Said as a Graph Node says it, without guessing what was meant. */
import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

export function knownFields(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const type = context.getParentType();
      if (!type || context.getFieldDef()) return;
      const message = `Type \`${type.name}\` has no field \`${node.name.value}\``;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
