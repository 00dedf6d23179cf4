/** Requests understood before, so that neither JSON nor GraphQL is parsed twice. Bounded by bytes. */
import type { DocumentNode } from 'graphql';
import { createCache } from '../cache/answers.ts';
import type { Answering } from '../execute/answering.ts';
import type { Question } from '../execute/question.ts';
import { isJsonObject } from '../json.ts';
import type { Plan } from '../plan/plan.ts';

/** A request that Apollo has let through. */
export interface Understood {
  readonly question: Question;
  readonly document: DocumentNode;
  /** Text of the document. */
  readonly source: string;
}

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
  learn(place: string, accepts: string, understood: Understood, contentType: string): void;
}

/** Memory of a parsed document and its plan, bytes for each character of its text: measured, for texts dense in fields. */
const DOCUMENT_SIZE = 250;
/** Of what is kept beside a request's own text, bytes. */
const REQUEST_SIZE = 500;
/** A request of more characters is not remembered: parsing it is little beside answering it. */
const LONGEST = 65_536;

interface Remembered extends Omit<SeenRequest, 'question'> {
  readonly question: Omit<Question, 'plan'>;
  /** Held by its document alone, whose memory is counted. */
  readonly plan: WeakRef<Plan>;
}

/** `place` is a request's text with what decides how it is answered. Takes up to 0.15 of `cacheBytes`. */
export function createSeenRequests(answering: Answering, cacheBytes: number): SeenRequests {
  const requests = createCache<Remembered>('requests', Math.floor(cacheBytes * 0.05));
  const documents = createCache<{ document: DocumentNode; contentType: string }>(
    'documents',
    Math.floor(cacheBytes * 0.1),
  );

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
      const known = asked && documents.get(`${accepts}\n${asked.query}`);
      if (!known) return undefined;
      try {
        const { operationName, variables } = asked;
        const question = answering.read({ document: known.document, operationName, variables });
        remember(place, question, known.contentType);
        return { question, contentType: known.contentType };
      } catch {
        // Nothing has been asked for it yet: Apollo finds the same fault and says it.
        return undefined;
      }
    },
    learn(place, accepts, { question, document, source }, contentType) {
      documents.set(`${accepts}\n${source}`, { document, contentType }, source.length * DOCUMENT_SIZE);
      remember(place, question, contentType);
    },
  };
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
