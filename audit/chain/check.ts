/** The comparison with the contract as a check, with the block in which each difference began. */
import type { Report } from '../auditor.ts';
import type { Api } from '../ledger/api.ts';
import { readActivity } from '../ledger/read.ts';
import { ACTIVITY } from '../ledger/selections.ts';
import { textOf } from '../ledger/source.ts';
import { type CheckResult, Sheet } from '../sheet.ts';
import { Bisection } from './bisect.ts';
import { type BothSides, bothSidesAt, type Mismatch, mismatchesAt } from './compare.ts';
import { ArchiveNode } from './node.ts';

/** So many differences are searched for their first block; the others are listed. */
const SEARCHED = 20;

/** Compares at the end, and of a window at its start too. */
export async function checkContract(
  api: Api,
  rpc: string,
  { from, to }: { from: number | null; to: number },
  report: Report,
): Promise<CheckResult> {
  const sheet = new Sheet('contract', 'Every view of every account is what the contract itself answers at that block.');
  const node = await ArchiveNode.connect(rpc);
  const bisection = new Bisection(api, node);
  try {
    let good: number | null = null;
    for (const number of from === null ? [to] : [from, to]) {
      const sides = await bothSidesAt(api, node, number);
      sheet.figures[`block ${number}`] =
        `${sides.block.hash}, ${sides.isMulticall ? 'Multicall3' : 'JSON-RPC batches'}`;
      good ??= Number(textOf(sides.moment.pool, 'firstBlock')) - 1;
      if (!(await checkBlock(sheet, api, sides, { bisection, good, report }))) break;
      good = number;
    }
  } finally {
    node.close();
  }
  return sheet.result();
}

interface Search {
  readonly bisection: Bisection;
  /** A block at which nothing differed. */
  readonly good: number;
  readonly report: Report;
}

/** Whether nothing differs at that block. */
async function checkBlock(sheet: Sheet, api: Api, sides: BothSides, search: Search): Promise<boolean> {
  const { bisection, good, report } = search;
  let [compared, different] = [0, 0];
  const onCompared = (values: number) => {
    compared += values;
    sheet.count(values);
    report(`views at block ${sides.block.number}`, compared, null);
  };
  for await (const mismatch of mismatchesAt(sides, onCompared)) {
    const { question } = mismatch;
    const first = ++different <= SEARCHED ? await bisection.firstBad(question, good, sides.block.number) : null;
    const what = sentenceOf(mismatch, sides) + (first === null ? '' : await beganIn(api, first));
    sheet.fault(what, {
      block: first ?? sides.block.number,
      subject: `${question.kind.slice(0, -1)} ${question.id}`,
    });
  }
  return different === 0;
}

function sentenceOf({ question: { view, expected }, contract }: Mismatch, { block }: BothSides): string {
  const say = (value: string | null) => value ?? 'nothing (a revert)';
  return `at block ${block.number} the contract answers ${say(contract)} to ${view}, the API ${say(expected)}`;
}

/** The activities of the block in which it began. */
async function beganIn(api: Api, block: number): Promise<string> {
  const query = `{ activities(first: 1000, orderBy: sequence, where: { blockNumber: ${block} }) { ${ACTIVITY} } }`;
  const { data } = await api.ask(query);
  const rows = (data.activities as Record<string, unknown>[]).map(readActivity);
  if (rows.length === 0) return `; first at block ${block}, in which the index has no activity`;
  const names = rows.map(({ sequence, type }) => `number ${sequence} (${type})`);
  return `; first at block ${block}, with ${names.join(', ')}`;
}
