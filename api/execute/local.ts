/** What the Graph Node is not asked: introspection, because it knows nothing of the extensions, and roots of no block. */
import { type DocumentNode, type ExecutionResult, execute, GraphQLError } from 'graphql';
import { ApiError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { Gateway } from './gateway.ts';

type Answering = Pick<Gateway, 'schema' | 'ownRoots'>;

export async function answerLocally(
  gateway: Answering,
  document: DocumentNode,
  variables: JsonObject,
): Promise<JsonObject> {
  const { data } = await executeLocally(gateway, document, undefined, variables);
  return isJsonObject(data) ? data : {};
}

/** The whole of an operation that reads no block; what is wrong with its arguments is thrown. */
export async function executeLocally(
  { schema, ownRoots }: Answering,
  document: DocumentNode,
  operationName: string | null | undefined,
  variableValues: JsonObject,
): Promise<ExecutionResult> {
  const rootValue = ownRoots();
  const result = await execute({ schema, document, rootValue, operationName: operationName ?? null, variableValues });
  const [error] = result.errors ?? [];
  if (!error) return result;
  // Thrown by a root of ours: said as it stands, or not meant for clients. What graphql-js finds wrong is its own.
  const { originalError } = error;
  if (originalError instanceof ApiError || (originalError && !(originalError instanceof GraphQLError)))
    throw originalError;
  throw new ApiError('BAD_USER_INPUT', `${error.message} Correct it.`);
}
