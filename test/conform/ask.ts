/** One answer of the API; an error in it ends the comparison. */
export async function ask<T>(api: string, query: string, variables: Record<string, unknown>): Promise<T> {
  const response = await fetch(api, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (!data || errors) throw new Error(`the API answered ${response.status}: ${JSON.stringify(errors)?.slice(0, 500)}`);
  return data;
}
