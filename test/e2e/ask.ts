/** What a GraphQL address answers, as JSON: a test reads what it asked for. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, which each test writes beside its expectation.
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
  extensions?: { block?: { number: number; hash: string; timestamp: string } };
}

/** Asks by POST, as clients do. */
export async function ask(url: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer;
}
