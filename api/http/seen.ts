/** Requests understood before, so that neither JSON nor GraphQL is parsed twice. Bounded by bytes. */
import { createHash } from 'node:crypto';
import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createCache } from '../cache/answers.ts';
import type { Answering } from '../execute/answering.ts';
import type { Question } from '../execute/question.ts';
import { isJsonObject } from '../json.ts';
import type { Plan } from '../plan/plan.ts';

export interface SeenRequest {
  readonly question: Question;
  /** Of the answer, as the client accepts it. */
  readonly contentType: string;
}

export interface SeenRequests {
  /** A request of exactly this text. */
  find(place: string): SeenRequest | undefined;
  /** A request whose query, but not its variables, came before; undefined where Apollo has to look at it. */
  read(place: string, accepts: string, body: unknown): SeenRequest | undefined;
  /** A question that Apollo has let through, and the type of its answer. */
  learn(place: string, accepts: string, question: Question, contentType: string): void;
  /** Where Apollo keeps what it has parsed: its own store would hold as much again, bounded by another measure. */
  readonly documents: NonNullable<ApolloServerOptionsWithGateway<BaseContext>['documentStore']>;
}

/** Memory of a parsed document and its plan, bytes for each character of its text: measured, for texts dense in fields. */
const DOCUMENT_SIZE = 250;
/** Of what is kept beside a request's own text, bytes. */
const REQUEST_SIZE = 500;
/** A request of more characters is not remembered: parsing it is little beside answering it. */
const LONGEST = 65_536;
/** Different headers `Accept`; clients send a handful. */
const ACCEPTS_KEPT = 100;
/** Of a SHA-256 in hexadecimal, which ends Apollo's keys. */
const HASH_LENGTH = 64;

interface Remembered extends Omit<SeenRequest, 'question'> {
  readonly question: Omit<Question, 'plan'>;
  /** Held by its document alone, whose memory is counted. */
  readonly plan: WeakRef<Plan>;
}

/** `place` is a request's text with what decides how it is answered. Takes up to 0.15 of `cacheBytes`. */
export function createSeenRequests(answering: Answering, cacheBytes: number): SeenRequests {
  const requests = createCache<Remembered>('requests', Math.floor(cacheBytes * 0.05));
  const documents = createCache<DocumentNode>('documents', Math.floor(cacheBytes * 0.1));
  const contentTypes = new LRUCache<string, string>({ max: ACCEPTS_KEPT });

  function remember(place: string, { plan, ...question }: Question, contentType: string): void {
    if (place.length > LONGEST) return;
    const size = 2 * (place.length + question.key.length) + REQUEST_SIZE;
    requests.set(place, { question, plan: new WeakRef(plan), contentType }, size);
  }

  return {
    find(place) {
      const found = requests.get(place);
      const plan = found?.plan.deref();
      return found && plan && { question: { ...found.question, plan }, contentType: found.contentType };
    },
    read(place, accepts, body) {
      const asked = readPost(body);
      const contentType = contentTypes.get(accepts);
      const document = asked && contentType && documents.get(hashOf(asked.query));
      if (!document) return undefined;
      try {
        const { operationName, variables } = asked;
        const question = answering.read({ document, operationName, variables });
        remember(place, question, contentType);
        return { question, contentType };
      } catch {
        // Nothing has been asked for it yet: Apollo finds the same fault and says it.
        return undefined;
      }
    },
    learn(place, accepts, question, contentType) {
      contentTypes.set(accepts, contentType);
      remember(place, question, contentType);
    },
    documents: {
      get: async (key) => documents.get(key.slice(-HASH_LENGTH)),
      async set(key, document) {
        const size = (document.loc?.end ?? 0) * DOCUMENT_SIZE;
        documents.set(key.slice(-HASH_LENGTH), document, size);
      },
      delete: async () => undefined,
    },
  };
}

function hashOf(query: string): string {
  return createHash('sha256').update(query).digest('hex');
}

/** The request of a body without anything that is Apollo's to judge. */
function readPost(body: unknown) {
  if (!isJsonObject(body)) return null;
  const { query, operationName = null, variables = null, extensions = null } = body;
  if (typeof query !== 'string' || query === '') return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== null && !isJsonObject(variables)) return null;
  if (extensions !== null && (!isJsonObject(extensions) || 'persistedQuery' in extensions)) return null;
  return { query, operationName, variables: variables ?? {} };
}
