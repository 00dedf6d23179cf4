import { request } from 'undici';

export interface Reply {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

/** One query by POST; rejects where no whole answer arrives. */
export async function ask(url: string, query: string): Promise<Reply> {
  const { statusCode, headers, body } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
  });
  const retryAfter = headers['retry-after'];
  return {
    status: statusCode,
    text: await body.text(),
    retryAfter: retryAfter === undefined ? undefined : `${retryAfter}`,
  };
}
