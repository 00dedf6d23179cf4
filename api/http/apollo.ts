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
import { type Exchange, unexpected } from '../exchange.ts';
import { executeOperation } from '../execute/executor.ts';
import type { Gateway } from '../execute/gateway.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { InvalidQuery, type PlanCompiler } from '../plan/compile.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What a request carries beside its query. */
export interface RequestContext {
  readonly signal?: AbortSignal;
  /** Where the executor leaves a response that is ready to send: Apollo would take it apart and write it again. */
  readonly reply: { bytes?: Buffer };
  readonly exchange: Exchange;
}

/** `maxTokens`: words and signs of a document; longer ones are not parsed to their end. */
export function createApollo(
  gateway: Gateway,
  compiler: PlanCompiler,
  maxTokens: number,
  log: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayInterface(gateway.schema, executorFor(gateway, compiler, log)),
    // The executor validates, with the rules a Graph Node keeps: see schema/validation.ts.
    dangerouslyDisableValidation: true,
    introspection: true,
    parseOptions: { maxTokens },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    logger: log,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      noteErrors,
    ],
    formatError: (formatted, error) => formatError(formatted, error, maxTokens),
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
  return async ({ document, request, operation, context }) => {
    const { signal, reply, exchange } = context as RequestContext;
    exchange.operation = request.operationName ?? operation?.name?.value ?? null;
    try {
      const variables = (request.variables ?? {}) as JsonObject;
      // As it was asked: Apollo's own is null where the document has no operation of that name.
      const operationName = request.operationName;
      const onPlan = (kind: string): void => {
        exchange.plan = kind;
      };
      const result = await executeOperation(gateway, compiler, { document, operationName, variables, signal, onPlan });
      if (result.kind === 'result') return result.result;
      reply.bytes = result.bytes;
      return { data: {} };
    } catch (error) {
      return { errors: clientErrors(error, exchange, log) };
    }
  };
}

/** Errors as clients may see them. What nobody expected is logged, not shown. */
function clientErrors(error: unknown, exchange: Exchange, log: Logger): readonly GraphQLError[] {
  if (error instanceof ApiError) return [error];
  if (error instanceof InvalidQuery) return error.errors.map(invalidQuery);
  // The stack overflowed, or a text grew beyond what can be one.
  if (error instanceof RangeError)
    return [new ApiError('BAD_USER_INPUT', 'The query is nested too deeply, or too large: ask for less in one query.')];
  return [unexpected(log, error, exchange)];
}

function invalidQuery({ message, nodes }: GraphQLError): GraphQLError {
  const code: ErrorCode = 'GRAPHQL_VALIDATION_FAILED';
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code, http: { status: 400 } } });
}

/** As they were answered: the codes that Apollo and `formatError` settled on. */
const noteErrors: ApolloServerPlugin<RequestContext> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response, contextValue }) {
        if (response.body.kind !== 'single') return;
        for (const { extensions } of response.body.singleResult.errors ?? [])
          contextValue.exchange.codes.push(String(extensions?.code));
      },
    };
  },
};

/** Apollo's own errors carry a code already; nothing but message, place and code is shown. */
function formatError(formatted: GraphQLFormattedError, error: unknown, maxTokens: number): GraphQLFormattedError {
  const { message, locations, path, extensions } = formatted;
  if (extensions?.code === 'GRAPHQL_PARSE_FAILED' && isTooLong(message)) {
    const text = `The query has more than ${maxTokens} words and signs (the setting maxTokens), or is nested too deeply: ask for less in one query.`;
    return { message: text, extensions: { code: 'QUERY_TOO_LARGE' satisfies ErrorCode } };
  }
  const code = isRefusedRequest(error) ? 'BAD_REQUEST' : (extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code } };
}

/** graphql-js stops at so many tokens, and cannot go deeper than the stack: it says both as faults of the syntax. */
function isTooLong(message: string): boolean {
  return /Document contains more th[an]t? \d+ tokens|Maximum call stack/.test(message);
}

/** Apollo gives no code to some faults of a request, as a hash that is not that of its query: status 400 tells. */
function isRefusedRequest(error: unknown): boolean {
  if (!(error instanceof GraphQLError) || error.extensions.code !== undefined) return false;
  const { http } = error.extensions;
  return isJsonObject(http) && http.status === 400;
}
