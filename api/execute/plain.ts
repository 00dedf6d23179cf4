/** A query with nothing to derive: the text of the Graph Node's answer goes out as it came in, without ours. */
import type { Head } from '../block.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { PlainPlan } from '../plan/plan.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { type Answer, keptBytes } from './answer.ts';
import { indexedBlock, withBlockFilters } from './block-row.ts';
import { writeErrors } from './errors-beside-data.ts';
import type { Call, Gateway } from './gateway.ts';
import type { Question } from './question.ts';
import { answerKey, lifetimeOf, standingHead } from './standing.ts';
import { ofOneState } from './state-moved.ts';
import { allTold, steadily } from './steady.ts';
import { blockTarget, type Target } from './target.ts';
import { viewedBlock, writeExtensions } from './viewed.ts';

const START = '{"data":{';
const COMMA = 0x2c;

export function knownPlain(
  gateway: Gateway,
  plan: PlainPlan,
  { variables, key: question }: Pick<Question, 'variables' | 'key'>,
  head: Head | null,
): Answer | undefined {
  const key = answerKey(gateway, question, targetsOf(plan, variables), head);
  return key === null ? undefined : gateway.responses.get(key);
}

/** `question` names plan and variables. */
export function executePlain(
  gateway: Gateway,
  plan: PlainPlan,
  call: Call,
  question: string,
  before: Head | null,
): Promise<Answer> {
  return ofOneState((isFirst) => attemptPlain(gateway, plan, call, question, isFirst ? before : null));
}

/** `before` is the newest block known; null where what is known may not be of the chain that is read. */
async function attemptPlain(
  gateway: Gateway,
  plan: PlainPlan,
  call: Call,
  question: string,
  before: Head | null,
): Promise<Answer> {
  const targets = targetsOf(plan, call.variables);
  const query = before === null ? plan.datedQuery : plan.query;
  const read = async (isOnce: boolean) => {
    const asked = performance.now();
    const make = () => ({ query, variables: withBlockFilters(plan, targets, call.variables, isOnce) });
    const bytes = await gateway.upstream.ask(isOnce ? make : make(), call.signal);
    const { data, own, errors } = split(bytes, plan);
    const rows = plan.views.map((view) => indexedBlock(view, own));
    const blocks = await Promise.all(
      plan.views.map((view, i) =>
        viewedBlock(gateway, targets[i] as Target, own[view.keys.meta], asked, rows[i], call.signal),
      ),
    );
    return { value: { data, errors, blocks }, blocks, tellsItsBlocks: allTold(targets, rows) };
  };
  const { data, errors, blocks } = await steadily(gateway, targets, read);
  const end = `}${errors},"extensions":${writeExtensions(blocks, targets)}}\n`;
  const answer: Answer = {
    bytes: Buffer.concat([data, Buffer.from(end)]),
    lifetime: errors === '' ? lifetimeOf(gateway, targets, blocks) : 'unsure',
  };
  const place = answerKey(gateway, question, targets, standingHead(gateway, targets, blocks, before));
  if (place !== null && errors === '') gateway.responses.set(place, answer, keptBytes(answer));
  return answer;
}

function targetsOf(plan: PlainPlan, variables: JsonObject): Target[] {
  return plan.views.map((view) => blockTarget(view, variables));
}

interface Split {
  /** `{"data":{…` without what we asked for and without the closing brace. */
  readonly data: Buffer;
  readonly own: JsonObject;
  /** `,"errors":[…]`, or nothing. */
  readonly errors: string;
}

/** Cuts our part off the end. Quotes in data are escaped: no other match. */
function split(bytes: Buffer, plan: PlainPlan): Split {
  const from = bytes.lastIndexOf(plan.marker);
  if (from < START.length || bytes.toString('latin1', 0, START.length) !== START) return splitParsed(bytes, plan);
  const own = parseTail(`{${bytes.toString('utf8', from, bytes.length - 1)}`);
  // A Graph Node puts `_meta` last: where the client asks for it too, that may stand between what is ours.
  if (own === null || Object.keys(own).some((key) => !plan.ownKeys.has(key))) return splitParsed(bytes, plan);
  const end = bytes[from - 1] === COMMA ? from - 1 : from;
  return { data: bytes.subarray(0, end), own, errors: '' };
}

/** Null where the text does not end with our part. */
function parseTail(text: string): JsonObject | null {
  try {
    const tail: unknown = JSON.parse(text);
    return isJsonObject(tail) ? tail : null;
  } catch {
    return null;
  }
}

/** The slow way, for answers with errors. */
function splitParsed(bytes: Buffer, plan: PlainPlan): Split {
  const { data, errors } = parseAnswer(bytes);
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => !plan.ownKeys.has(key)));
  const text = `${START}${JSON.stringify(rest).slice(1, -1)}`;
  return { data: Buffer.from(text), own: data, errors: writeErrors(errors) };
}
