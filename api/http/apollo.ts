/** Apollo Server in front of the executor, for what was not asked before: HTTP semantics, parsing, persisted queries, CSRF prevention. */
import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { type GraphQLSchema, printSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Answer } from '../execute/answer.ts';
import type { Answering } from '../execute/answering.ts';
import type { JsonObject } from '../json.ts';
import { metrics } from '../metrics.ts';
import { clientErrors, formatError } from './client-errors.ts';
import type { Understood } from './seen.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<RequestContext>['gateway'];
type GatewayExecutor = NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>;

/** What a request carries beside its query. */
export interface RequestContext {
  readonly signal?: AbortSignal;
  readonly reply: Reply;
}

/** Where the executor leaves an answer that is ready to send, which Apollo would take apart and write again. */
export interface Reply {
  answer?: Answer;
  /** What it answers, for the next request that is the same. */
  asked?: Understood;
}

export function createApollo(schema: GraphQLSchema, answering: Answering, log: Logger): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: gatewayInterface(schema, executorFor(answering, log)),
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

function executorFor(answering: Answering, log: Logger): GatewayExecutor {
  return async ({ document, request, source, context }) => {
    const { signal, reply } = context as RequestContext;
    try {
      const variables = (request.variables ?? {}) as JsonObject;
      // As it was asked: Apollo's own is null where the document has no operation of that name.
      const question = answering.read({ document, operationName: request.operationName, variables });
      reply.answer = answering.known(question) ?? (await answering.answer(question, signal));
      reply.asked = { question, document, source };
      return { data: {} };
    } catch (error) {
      return { errors: clientErrors(error, log) };
    }
  };
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
