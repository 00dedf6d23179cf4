/** Apollo Server in front of the executor, for what was not asked before: HTTP semantics, parsing, persisted queries, CSRF prevention. */
import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLFormattedError, type GraphQLSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import type { ErrorCode } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Answer } from '../execute/answer.ts';
import type { Answering } from '../execute/answering.ts';
import type { Question } from '../execute/question.ts';
import type { JsonObject } from '../json.ts';
import { clientErrors, formatError } from './client-errors.ts';
import type { SeenRequests } from './seen.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What a request carries beside its query. */
export interface RequestContext {
  readonly signal?: AbortSignal;
  readonly reply: Reply;
  readonly exchange: Exchange;
}

/** Where the executor leaves an answer that is ready to send, which Apollo would take apart and write again. */
export interface Reply {
  answer?: Answer;
  /** What it answers, for the next request that is the same. */
  question?: Question;
}

/** `maxTokens`: words and signs of a document; longer ones are not parsed to their end. */
export function createApollo(
  schema: GraphQLSchema,
  answering: Answering,
  documentStore: SeenRequests['documents'],
  maxTokens: number,
  log: Logger,
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayInterface(schema, executorFor(answering, log)),
    // The executor validates, with the rules a Graph Node keeps: see schema/validation.ts.
    dangerouslyDisableValidation: true,
    documentStore,
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
    formatError: (formatted, error) => tooLong(formatted, maxTokens) ?? formatError(formatted, error),
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

function executorFor(answering: Answering, log: Logger): GatewayExecutor {
  return async ({ document, request, context }) => {
    const { signal, reply, exchange } = context as RequestContext;
    exchange.operation = request.operationName ?? null;
    try {
      const variables = (request.variables ?? {}) as JsonObject;
      // As it was asked: Apollo's own is null where the document has no operation of that name.
      const question = answering.read({ document, operationName: request.operationName, variables });
      exchange.operation = question.operation;
      exchange.plan = question.plan.kind;
      reply.answer = answering.known(question) ?? (await answering.answer(question, signal));
      reply.question = question;
      return { data: {} };
    } catch (error) {
      return { errors: clientErrors(error, exchange, log) };
    }
  };
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

/** graphql-js stops at so many tokens, and cannot go deeper than the stack: it says both as faults of the syntax. */
const TOO_LONG = /Document contains more th[an]t? \d+ tokens|Maximum call stack/;

function tooLong({ message, extensions }: GraphQLFormattedError, maxTokens: number): GraphQLFormattedError | undefined {
  if (extensions?.code !== 'GRAPHQL_PARSE_FAILED' || !TOO_LONG.test(message)) return undefined;
  const text = `The query has more than ${maxTokens} words and signs (the setting maxTokens), or is nested too deeply: ask for less in one query.`;
  return { message: text, extensions: { code: 'QUERY_TOO_LARGE' satisfies ErrorCode } };
}
