/** Smaller versions of what was found, as long as the same is found. */
import { type ASTNode, Kind, parse, print, visit } from 'graphql';
import type { Operation } from './operation.ts';

type Holds<T> = (smaller: T) => Promise<boolean>;

/** Questions asked for one reproduction. */
const TRIES = 250;

const REMOVABLE = new Set<string>([
  Kind.FIELD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.OBJECT_FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.FRAGMENT_DEFINITION,
  Kind.OPERATION_DEFINITION,
  Kind.VARIABLE_DEFINITION,
]);

/** Leaves out one part after the other, the largest first; text that does not parse is shortened instead. */
export async function shrinkOperation(operation: Operation, holds: Holds<Operation>): Promise<Operation> {
  let document: ASTNode;
  try {
    document = parse(operation.query);
  } catch {
    const variables = operation.variables;
    const holdsText = (bytes: Buffer): Promise<boolean> => holds({ query: bytes.toString(), variables });
    return { query: (await shrinkBytes(Buffer.from(operation.query), holdsText)).toString(), variables };
  }
  let { variables } = operation;
  let tries = 0;
  for (let n = 0; tries < TRIES; tries++) {
    const smaller = without(document, n);
    if (smaller === null) break;
    if (await holds({ query: print(smaller), variables })) document = smaller;
    else n++;
  }
  for (const name of Object.keys(variables)) {
    const { [name]: _, ...others } = variables;
    if (await holds({ query: print(document), variables: others })) variables = others;
  }
  const query = print(document);
  // As it was sent, where only its very text shows it.
  return (await holds({ query, variables })) ? { query, variables } : operation;
}

/** The document without its n-th removable part, in the order of reading; null where it has fewer. */
function without(document: ASTNode, n: number): ASTNode | null {
  let seen = -1;
  const smaller = visit(document, {
    enter: (node) => {
      if (!REMOVABLE.has(node.kind) || seen >= n) return undefined;
      return ++seen === n ? null : undefined;
    },
  }) as ASTNode;
  return seen === n ? smaller : null;
}

/** Leaves out runs of bytes, of half the length each time. */
export async function shrinkBytes(bytes: Buffer, holds: Holds<Buffer>): Promise<Buffer> {
  let kept = bytes;
  let tries = 0;
  for (let run = kept.length >> 1; run > 0 && tries < TRIES; run >>= 1) {
    for (let at = 0; at < kept.length && tries < TRIES; tries++) {
      const smaller = Buffer.concat([kept.subarray(0, at), kept.subarray(at + run)]);
      if (await holds(smaller)) kept = smaller;
      else at += run;
    }
  }
  return kept;
}
