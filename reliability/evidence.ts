/** What is compared between runs: every answer, every row, and the proof of indexing. */
import { createHash } from 'node:crypto';
import { request } from 'undici';
import { ask } from './ask.ts';

export interface Evidence {
  /** Answers by question, as bytes arrived. */
  answers: ReadonlyMap<string, string>;
  /** SHA-256 of every table, as CSV, by its name. */
  tables: Readonly<Record<string, string>>;
  proof: Proof;
}

export interface Proof {
  block: { number: string; hash: string };
  proofOfIndexing: string;
}

async function post<T>(url: string, query: string): Promise<T> {
  const { status, text } = await ask(url, query);
  const { data, errors } = JSON.parse(text) as { data?: T; errors?: unknown };
  if (data === undefined || data === null || errors)
    throw new Error(`${query} is answered with ${status} ${text.slice(0, 300)}`);
  return data;
}

/** The proof of indexing of a block, the newest unless given, from a Graph Node's index node. */
export async function proofOf(indexNodeUrl: string, number?: number): Promise<Proof> {
  const { indexingStatuses } = await post<{
    indexingStatuses: { subgraph: string; chains: { latestBlock: { number: string } }[] }[];
  }>(indexNodeUrl, '{ indexingStatuses { subgraph chains { latestBlock { number } } } }');
  const status = indexingStatuses[0];
  const block = number ?? Number(status?.chains[0]?.latestBlock.number ?? 0);
  const asked = `{ publicProofsOfIndexing(requests: [{ deployment: ${JSON.stringify(status?.subgraph)}, blockNumber: ${block} }])
    { proofOfIndexing block { number hash } } }`;
  const { publicProofsOfIndexing } = await post<{ publicProofsOfIndexing: Proof[] }>(indexNodeUrl, asked);
  const proof = publicProofsOfIndexing[0];
  if (!proof?.proofOfIndexing) throw new Error(`there is no proof of indexing for block ${block}`);
  return proof;
}

async function get(url: string): Promise<Buffer> {
  const { statusCode, body } = await request(url);
  const bytes = Buffer.from(await body.arrayBuffer());
  if (statusCode !== 200) throw new Error(`${url} is answered with ${statusCode} ${bytes.toString('utf8', 0, 300)}`);
  return bytes;
}

async function tablesOf(origin: string): Promise<Record<string, string>> {
  const { datasets } = JSON.parse((await get(`${origin}/export`)).toString()) as { datasets: { what: string }[] };
  const tables: Record<string, string> = {};
  for (const { what } of datasets)
    tables[what] = createHash('sha256')
      .update(await get(`${origin}/export/${what}.csv`))
      .digest('hex');
  return tables;
}

/** Asks each question, reads each table, and has the index proved. Throws where something is refused. */
export async function evidenceOf(
  origin: string,
  indexNodeUrl: string,
  questions: readonly string[],
): Promise<Evidence> {
  const answers = new Map<string, string>();
  for (const question of questions) {
    const { status, text } = await ask(`${origin}/graphql`, question);
    if (status !== 200 || text.startsWith('{"errors"') || text.includes('"errors":['))
      throw new Error(`${question} is answered with ${status} ${text.slice(0, 300)}`);
    answers.set(question, text);
  }
  return { answers, tables: await tablesOf(origin), proof: await proofOf(indexNodeUrl) };
}

/** What differs, one line each. */
export function differences(expected: Evidence, found: Evidence): string[] {
  const lines: string[] = [];
  for (const [question, text] of expected.answers)
    if (found.answers.get(question) !== text)
      lines.push(`${question} → ${found.answers.get(question)?.slice(0, 300)}, expected ${text.slice(0, 300)}`);
  for (const [table, hash] of Object.entries(expected.tables))
    if (found.tables[table] !== hash) lines.push(`the table ${table} differs`);
  if (JSON.stringify(found.proof) !== JSON.stringify(expected.proof))
    lines.push(`proof of indexing ${JSON.stringify(found.proof)}, expected ${JSON.stringify(expected.proof)}`);
  return lines;
}
