/** Introspection is answered here: the Graph Node knows nothing of the extensions. */
import { type DocumentNode, type ExecutionResult, execute, type GraphQLSchema } from 'graphql';
import { ApiError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

export function introspect(schema: GraphQLSchema, document: DocumentNode, variables: JsonObject): JsonObject {
  const { data } = executeLocally(schema, document, undefined, variables);
  return isJsonObject(data) ? data : {};
}

/** The whole of an operation that reads no data; what is wrong with its arguments is thrown. */
export function executeLocally(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variableValues: JsonObject,
): ExecutionResult {
  const result = execute({ schema, document, operationName: operationName ?? null, variableValues });
  // Introspection resolvers are synchronous.
  if (result instanceof Promise) throw new Error('introspection did not answer at once');
  const [error] = result.errors ?? [];
  if (error) throw new ApiError('BAD_USER_INPUT', `${error.message} Correct it.`);
  return result;
}
