/** The roots asked beside the client's: the block of each view, and the pool's state where something derives from it. */
import { print } from 'graphql';
import type { View } from './plan.ts';

/** Stored fields of the pool that make up its state. */
export const POOL_STATE = [
  'callsIndexed epochInterval epochOffset blackoutWindow rewardsPerSecond distributionStart distributionEnd',
  'globalIndex globalIndexTimestamp cumulativeEmittedRewards totalActiveEpoch totalActiveCurrent totalActiveNext',
  'totalInactiveEpoch totalInactiveCurrent totalInactiveNext totalBorrowedBalance totalBorrowerDebtBalance',
  'totalDebtAvailableToWithdraw tokenBalance lastTimestamp',
].join(' ');

/** Most rows a Graph Node gives at once. */
export const PAGE = 1000;

export function blockArgument(view: View): string | null {
  if (view.source.kind !== 'block') return `$${view.variable}`;
  return view.source.argument && print(view.source.argument);
}

/** Whether the block may be a past one, whose hash and time `_meta` does not tell. */
export function mayBePast(view: View): boolean {
  const { kind, argument } = view.source;
  if (kind === 'moment') return true;
  if (argument === null || argument.kind === 'NullValue') return false;
  return argument.kind !== 'ObjectValue' || argument.fields.some((field) => field.name.value !== 'number_gte');
}

/** Name of the variable with the condition on the Block entity of a view. */
export function blockFilterVariable(view: View): string {
  return `${view.variable}_block`;
}

/**
 * `dated` also asks for the time of the newest block, for which a Graph Node asks its database once more: nearly always
 * the head tracker knows it.
 */
export function emitMeta(view: View, dated: boolean): string {
  const block = blockArgument(view);
  return `${view.keys.meta}: _meta${block === null ? '' : `(block: ${block})`} { block { number hash${dated ? ' timestamp' : ''} } }`;
}

/** At the block of the view: a Graph Node may keep what it read of another one for longer than this. */
export function emitBlock(view: View): string {
  const block = blockArgument(view);
  const at = block === null ? '' : `, block: ${block}`;
  return `${view.keys.block}: blocks(first: 1, where: $${blockFilterVariable(view)}${at}) { id number timestamp }`;
}

/** The last block in which something was recorded. */
function emitState(view: View): string {
  const block = blockArgument(view);
  const at = block === null ? '' : `, block: ${block}`;
  return `${view.keys.state}: blocks(first: 1, orderBy: number, orderDirection: desc${at}) { id number timestamp }`;
}

/** What says which state a view was answered from. */
export function emitBeside(view: View, dated: boolean): string[] {
  if (view.source.kind === 'pinned') return [emitState(view)];
  const roots = mayBePast(view) ? [emitBlock(view), emitMeta(view, dated)] : [emitMeta(view, dated)];
  return view.usesState ? [emitState(view), ...roots] : roots;
}

export function emitPool(view: View): string {
  const block = blockArgument(view);
  const at = block === null ? '' : `, block: ${block}`;
  const roots = [`${view.keys.pool}: pools(first: 1${at}) { ${POOL_STATE} }`];
  if (view.parts.has('shortfalls'))
    roots.push(
      `${view.keys.pool}_shortfalls: shortfalls(first: ${PAGE}, orderBy: index, orderDirection: asc${at}) ` +
        '{ index epoch shortfallIndex }',
    );
  if (view.parts.has('epochIndexes'))
    roots.push(
      `${view.keys.pool}_epochs: epoches(first: ${PAGE}, orderBy: number, orderDirection: asc, ` +
        `where: { globalIndexAtEnd_not: null }${at}) { number globalIndexAtEnd }`,
    );
  return roots.join(' ');
}
