/** A query with nothing to derive: the text of the Graph Node's answer goes out as it came in, without ours. */
import { isJsonObject, type JsonObject } from '../json.ts';
import type { PlainPlan } from '../plan/plan.ts';
import { parseAnswer } from '../upstream/answer.ts';
import { writeErrors } from './errors-beside-data.ts';
import type { Call, Gateway } from './gateway.ts';
import { answerKey, standingHead } from './standing.ts';
import { steadily } from './steady.ts';
import { blockTarget, type Target } from './target.ts';
import { viewedBlock, writeExtensions } from './viewed.ts';

const START = '{"data":{';
const COMMA = 0x2c;

export async function executePlain(gateway: Gateway, plan: PlainPlan, call: Call): Promise<Buffer> {
  const targets = plan.views.map((view) => blockTarget(view, call.variables));
  const request = `${plan.id} ${JSON.stringify(call.variables)}`;
  const before = gateway.tracker.current();
  const key = answerKey(gateway, request, targets, before);
  const known = key === null ? undefined : gateway.responses.get(key);
  if (known !== undefined) return known;

  const read = async (write: (query: string) => string) => {
    const query = write(plan.query);
    const bytes = await gateway.upstream.ask({ query, variables: call.variables }, call.signal);
    const answered = split(bytes, plan);
    const blocks = await Promise.all(
      plan.views.map((view, i) =>
        viewedBlock(gateway, targets[i] as Target, answered.metas[view.keys.meta], undefined, call.signal),
      ),
    );
    return { ...answered, blocks };
  };
  const { data, errors, blocks } = await steadily(gateway, targets, read, call.signal);
  const end = `}${errors},"extensions":${writeExtensions(blocks, targets)}}\n`;
  const answer = Buffer.concat([data, Buffer.from(end)]);
  const place = answerKey(gateway, request, targets, standingHead(gateway, targets, blocks, before));
  if (place !== null && errors === '') gateway.responses.set(place, answer, answer.length);
  return answer;
}

interface Split {
  /** `{"data":{…` without what we asked for and without the closing brace. */
  readonly data: Buffer;
  readonly metas: JsonObject;
  /** `,"errors":[…]`, or nothing. */
  readonly errors: string;
}

/** Cuts our part off the end, which is where a Graph Node puts `_meta`. Quotes in data are escaped: no other match. */
function split(bytes: Buffer, plan: PlainPlan): Split {
  const from = bytes.lastIndexOf(plan.marker);
  if (from < START.length || bytes.toString('latin1', 0, START.length) !== START) return splitParsed(bytes, plan);
  const metas = parseTail(`{${bytes.toString('utf8', from, bytes.length - 1)}`);
  if (metas === null) return splitParsed(bytes, plan);
  const end = bytes[from - 1] === COMMA ? from - 1 : from;
  return { data: bytes.subarray(0, end), metas, errors: '' };
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
  const own = new Set(plan.views.map((view) => view.keys.meta));
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => !own.has(key)));
  const text = `${START}${JSON.stringify(rest).slice(1, -1)}`;
  return { data: Buffer.from(text), metas: data, errors: writeErrors(errors) };
}
