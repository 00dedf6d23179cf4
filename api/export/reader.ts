/** Rows of a dataset at a pin, page by page, each page checked to be of the pinned state. */
import type { DocumentNode } from 'graphql';
import { executeOperation } from '../execute/executor.ts';
import type { Gateway } from '../execute/gateway.ts';
import { objects } from '../execute/pool-context.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { PlanCompiler } from '../plan/compile.ts';
import { parseAnswer } from '../upstream/answer.ts';
import type { Dataset, Extent, Facts } from './dataset.ts';
import { type ExportPin, movedAway } from './pin.ts';

export interface Reader {
  /** Data of a query with the variables `PINNED` and the root `PROOF`. */
  ask(document: DocumentNode, variables: JsonObject): Promise<JsonObject>;
}

const NO_CACHE = { get: () => undefined, set: () => undefined, clear: () => undefined };

/** Reads through the gateway, so that an export says what a query says. Pages are read once: they are not kept. */
export function createReader(gateway: Gateway, compiler: PlanCompiler, pin: ExportPin, signal: AbortSignal): Reader {
  // The state's block with the second of the export: values that follow from time are evaluated there.
  const block = { ...pin.state, timestamp: pin.at };
  const isPinned = (number: number): boolean => number === block.number;
  const pinned: Gateway = {
    ...gateway,
    responses: NO_CACHE,
    rows: NO_CACHE,
    blocks: {
      byNumber: async (number, left) => (isPinned(number) ? block : gateway.blocks.byNumber(number, left)),
      complete: async (number, indexed) => (isPinned(number) ? block : gateway.blocks.complete(number, indexed)),
    },
  };
  return {
    async ask(document, given) {
      const variables = { ...given, block: { number: block.number }, state: pin.state.hash };
      const answer = await executeOperation(pinned, compiler, { document, operationName: null, variables }, signal);
      const { data } = parseAnswer(answer.bytes);
      if (!isJsonObject(data.proof)) throw movedAway(pin.state.number);
      return data;
    },
  };
}

/** The next page is asked for while the one before is being written, and no further: memory does not grow. */
export async function* readPages(
  reader: Reader,
  document: DocumentNode,
  { source }: Dataset,
  extent: Extent,
  facts: Facts,
): AsyncGenerator<readonly JsonObject[]> {
  const ask = (variables: JsonObject): Promise<JsonObject> => {
    const data = reader.ask(document, variables);
    // Whoever left does not hear of the failure; without this it would end the process.
    data.catch(() => undefined);
    return data;
  };
  let variables = source.first(extent, facts);
  let coming = variables && ask(variables);
  while (variables !== null && coming !== null) {
    const found = (await coming).rows;
    const rows = source.isConnection ? nodesOf(found) : objects(found);
    variables = source.next(variables, rows, extent, facts);
    coming = variables && ask(variables);
    yield rows;
  }
}

function nodesOf(found: Json | undefined): JsonObject[] {
  if (!isJsonObject(found)) throw new Error('an export asked for no connection');
  return objects(found.edges).map(({ node, cursor }) => ({ ...(node as JsonObject), cursor: cursor as Json }));
}
