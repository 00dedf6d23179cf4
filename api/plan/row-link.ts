/** Rows beside a row, asked in the same document: what a derived field's link becomes where an operation asks for it. */
import { type FieldNode, print, type ValueNode } from 'graphql';
import type { Need, RowLink } from '../derived/field.ts';

/** A link with arguments is asked once per response key of the client's: equal ones have equal arguments. */
function linkKey(prefix: string, link: RowLink, node: FieldNode): string {
  const name = node.alias?.value ?? node.name.value;
  return hasArguments(link) ? `${prefix}${name}_${link.field}` : `${prefix}${link.field}`;
}

export function emitLink(prefix: string, link: RowLink, node: FieldNode): string {
  const selection = link.selection.replace(/\$(\w+)/g, (_, name: string) => {
    const value = argumentOf(node, name);
    if (value === null) throw new Error(`a ${node.name.value} without ${name}`);
    return print(value);
  });
  return `${linkKey(prefix, link, node)}: ${link.field}${selection}`;
}

/** Response key of the rows that the field's arguments single out; null where it needs none. */
export function ownLinkKey(prefix: string, needs: readonly Need[], node: FieldNode): string | null {
  for (const need of needs) if (typeof need !== 'string' && hasArguments(need)) return linkKey(prefix, need, node);
  return null;
}

export function argumentOf(node: FieldNode, name: string): ValueNode | null {
  return node.arguments?.find((argument) => argument.name.value === name)?.value ?? null;
}

const hasArguments = ({ selection }: RowLink): boolean => selection.includes('$');
