/** Answers of the Graph Node: the parsed data, or an error in the API's own words. */
import { ApiError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { away, reorganising } from './connection-errors.ts';

export interface Answer {
  readonly data: JsonObject;
  /** Present only where the client allowed data despite skipped errors (`subgraphError: allow`). */
  readonly errors: readonly Json[] | null;
}

/** Parses an answer; one without data, or with the data of only some roots, is thrown as an error. */
export function parseAnswer(bytes: Buffer): Answer {
  const answer = parseJson(bytes.toString());
  if (!isJsonObject(answer)) throw invalid();
  const errors = Array.isArray(answer.errors) && answer.errors.length > 0 ? (answer.errors as readonly Json[]) : null;
  // A Graph Node leaves out the roots that failed and answers the others: no answer that may pass for a whole one.
  const refusal = errors?.find((error) => !isSkippedError(error));
  if (refusal !== undefined) throw clientError(refusal);
  if (isJsonObject(answer.data)) return { data: answer.data, errors };
  throw errors === null ? invalid() : clientError(errors[0]);
}

/** What a Graph Node adds to data that it gives although the index skipped over errors. */
function isSkippedError(error: Json): boolean {
  return isJsonObject(error) && error.message === 'indexing_error';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid();
  }
}

function invalid(): ApiError {
  return new ApiError('UPSTREAM_INVALID', 'The Graph Node gave an answer that is not GraphQL: try again shortly.');
}

/** Messages that tell the client what is wrong with its query and show nothing of what lies behind. */
const HELPFUL = [
  /^Type `\w+` has no field `\w+`$/,
  /^The `(first|skip)` argument must be between \d+ and \d+, but is -?\d+$/,
  /^Invalid value provided for argument `\w+`: .{0,200}$/s,
  /^Ordering by `\w+` is not supported for type `\w+`$/,
  /^No value provided for required (argument|variable):? `\w+`$/,
  /^(Expected|Unknown|Cannot|Not supported|Operation name|Ambiguous|Query has|Child filter|Invalid) .{0,200}$/s,
  /no block with that hash found/,
];

/** Its own database is away, or came back a moment ago. What a query says stands behind a comma or in quotes. */
const DATABASE_AWAY =
  /^(Store error|Failed to get entities from store): [^,"`]*(database unavailable|connection|terminating|shutting down|starting up)/;

/** The first error of an answer without data. */
export function clientError(error: Json | undefined): ApiError {
  const message = isJsonObject(error) && typeof error.message === 'string' ? error.message : '';
  if (message.includes('reorganized while')) return reorganising();
  const indexed = /has only indexed up to block number (\d+) and data for block number (\d+)/.exec(message);
  if (indexed) return blockNotIndexed(`Block ${indexed[2]}`, Number(indexed[1]));
  const first = /only has data starting at block number (\d+)/.exec(message);
  if (first)
    return new ApiError('BEFORE_START', `The index begins at block ${first[1]}: ask for that block or a later one.`);
  if (message.includes('no block with that hash found'))
    return new ApiError('BLOCK_NOT_INDEXED', 'No indexed block has that hash: name the block by its number.');
  if (message.includes('indexing_error'))
    return new ApiError('QUERY_REFUSED', 'The index skipped over errors: pass subgraphError: allow to read it anyway.');
  if (DATABASE_AWAY.test(message)) return away();
  if (/^Store error|Invalid character|Odd number of digits|^Failed to decode `(?!block)/.test(message))
    return new ApiError('BAD_USER_INPUT', 'An id or a value in the query is not well formed: give addresses as hex.');
  if (HELPFUL.some((pattern) => pattern.test(message)))
    return new ApiError('QUERY_REFUSED', `The Graph Node refuses this query: ${message}.`);
  return new ApiError('QUERY_REFUSED', 'The Graph Node could not answer this query: simplify it or try again.');
}

export function blockNotIndexed(what: string, head: number): ApiError {
  return new ApiError(
    'BLOCK_NOT_INDEXED',
    `${what} is not indexed, the newest indexed block is ${head}: ask for that one or an earlier one, or wait.`,
  );
}
