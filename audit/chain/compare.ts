/** Every view of every account at one block, as the API answers it, against the contract itself. */
import { epochAt } from '../../api/domain/epoch-schedule.ts';
import { derivedSelection } from '../checks/derived.ts';
import { AuditError } from '../error.ts';
import type { Api } from '../ledger/api.ts';
import { findMoment, type Moment } from '../ledger/moment.ts';
import { integerOf, type LedgerSource, type Stored } from '../ledger/source.ts';
import { textOfAnswer } from './contract.ts';
import { type Asker, askerAt } from './multicall.ts';
import type { ArchiveNode, ChainBlock } from './node.ts';
import { ASKED_KINDS, type AskedKind, type Question, questionsOf } from './questions.ts';

export interface Mismatch {
  readonly question: Question;
  /** What the contract answers; null for a revert. */
  readonly contract: string | null;
}

/** A block as both sides know it. */
export interface BothSides {
  readonly moment: Moment;
  readonly block: ChainBlock;
  readonly ask: Asker;
  readonly isMulticall: boolean;
}

/** Refuses a node whose block is not the index's. */
export async function bothSidesAt(api: Api, node: ArchiveNode, number: number): Promise<BothSides> {
  const [moment, block] = [await findMoment(api, { block: number }), await node.block(number)];
  const { hash } = moment.block;
  if (hash !== null && hash !== block.hash)
    throw new AuditError(
      'WRONG_CHAIN',
      `block ${number} is ${hash} in the index and ${block.hash} at the node; check --rpc and --api.`,
    );
  return { moment, block, ...(await askerAt(node, number)) };
}

/** Entities of a kind as the API has them at that block, derived fields at the second that the node knows. */
export function entitiesAt(
  { moment, block }: BothSides,
  kind: AskedKind,
  where: Parameters<LedgerSource['entities']>[1] = {},
): AsyncIterable<readonly Stored[]> {
  const isDerived = kind === 'pools' || kind === 'stakers' || kind === 'borrowers';
  return moment.source.entities(kind, where, isDerived ? derivedSelection(kind, block.timestamp) : '');
}

/** Asks everything at one block; `onCompared` hears of every page. */
export async function* mismatchesAt(sides: BothSides, onCompared: (values: number) => void): AsyncGenerator<Mismatch> {
  for (const kind of ASKED_KINDS) {
    for await (const page of entitiesAt(sides, kind)) {
      const questions = page.flatMap((row) => questionsOf(kind, row, sides.moment.pool));
      const answers = await answersTo(sides, questions);
      onCompared(questions.length);
      for (const [i, question] of questions.entries()) {
        const contract = answers[i] ?? null;
        if (contract !== question.expected) yield { question, contract };
      }
    }
  }
}

/** The contract's answers as text, in the order of the questions. */
export async function answersTo(
  { ask, moment: { pool }, block }: BothSides,
  questions: readonly Question[],
): Promise<(string | null)[]> {
  const returned = await ask(questions.map(({ call }) => call));
  // Before epoch zero a claim reverts, and the API says that nothing can be claimed.
  const schedule = { epochInterval: integerOf(pool, 'epochInterval'), epochOffset: integerOf(pool, 'epochOffset') };
  const isEarly = epochAt(schedule, block.timestamp) === null;
  return returned.map((each, i) => {
    const { view } = questions[i] as Question;
    if (view === 'claimRewards' && isEarly && 'revert' in each) return '0';
    return textOfAnswer(view, each);
  });
}
