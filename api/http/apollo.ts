/** Apollo Server in front of the executor: HTTP semantics, parsing, persisted queries, CSRF prevention. */
import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import { ApiError, type ErrorCode } from '../errors.ts';
import { executeOperation } from '../execute/executor.ts';
import type { Gateway } from '../execute/gateway.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { metrics } from '../metrics.ts';
import { InvalidQuery, type PlanCompiler } from '../plan/compile.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What a request carries beside its query. */
export interface RequestContext {
  readonly signal?: AbortSignal;
  /** Where the executor leaves a response that is ready to send: Apollo would take it apart and write it again. */
  readonly reply: { bytes?: Buffer };
}

const TOO_DEEP = 'The query is nested too deeply, or too large: ask for less in one query.';

export function createApollo(gateway: Gateway, compiler: PlanCompiler, log: Logger): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayInterface(gateway.schema, executorFor(gateway, compiler, log)),
    // The executor validates, with the rules a Graph Node keeps: see schema/validation.ts.
    dangerouslyDisableValidation: true,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      countErrors,
    ],
    formatError,
  });
}

function gatewayInterface(schema: GraphQLSchema, executor: GatewayExecutor): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: printSchema(schema) });
      return () => undefined;
    },
    load: async () => ({ executor }),
    stop: async () => undefined,
  };
}

function executorFor(gateway: Gateway, compiler: PlanCompiler, log: Logger): GatewayExecutor {
  return async ({ document, request, context }) => {
    const { signal, reply } = context as RequestContext;
    try {
      const variables = (request.variables ?? {}) as JsonObject;
      // As it was asked: Apollo's own is null where the document has no operation of that name.
      const operationName = request.operationName;
      const result = await executeOperation(gateway, compiler, { document, operationName, variables, signal });
      if (result.kind === 'result') return result.result;
      reply.bytes = result.bytes;
      return { data: {} };
    } catch (error) {
      return { errors: clientErrors(error, log) };
    }
  };
}

/** Errors as clients may see them. What nobody expected is logged, not shown. */
function clientErrors(error: unknown, log: Logger): readonly GraphQLError[] {
  if (error instanceof ApiError) return [error];
  if (error instanceof InvalidQuery) return error.errors.map(invalidQuery);
  // The stack overflowed, or a text grew beyond what can be one.
  if (error instanceof RangeError) return [new ApiError('BAD_USER_INPUT', TOO_DEEP)];
  log.error({ err: error }, 'a request failed unexpectedly');
  return [new ApiError('INTERNAL_SERVER_ERROR', 'Something went wrong in this server: report it with the query.')];
}

function invalidQuery({ message, nodes }: GraphQLError): GraphQLError {
  const code: ErrorCode = 'GRAPHQL_VALIDATION_FAILED';
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code, http: { status: 400 } } });
}

const countErrors: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async didEncounterErrors({ errors }) {
        for (const { extensions } of errors) metrics.errors.labels(String(extensions.code ?? 'UNKNOWN')).inc();
      },
    };
  },
};

/** Apollo's own errors carry a code already; nothing but message, place and code is shown. */
function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  // graphql-js tells a text that is nested deeper than the stack as a fault of its syntax.
  if (/^Maximum call stack/.test(message)) return { message: TOO_DEEP, extensions: { code: 'GRAPHQL_PARSE_FAILED' } };
  const code = isRefusedRequest(error) ? 'BAD_REQUEST' : (extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}

/** Apollo gives no code to some faults of a request, as a hash that is not that of its query: status 400 tells. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  const { http } = error.extensions;
  return isJsonObject(http) && http.status === 400;
}
