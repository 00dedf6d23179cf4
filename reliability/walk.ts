import { ask } from './ask.ts';
import type { ForkingChain } from './forking-chain.ts';

const page = (after: string): string =>
  `{ activityConnection(first: 2${after}) { block { number hash } pageInfo { endCursor } } }`;

/**
 * Takes a cursor at a block of the newest `depth` ones, which are about to be given up. Resolves with what asks for its
 * next page, which says the code that it is refused with, or the page.
 */
export async function walkUntilStale(
  url: string,
  chain: ForkingChain,
  depth: number,
  caughtUp: () => Promise<void>,
): Promise<() => Promise<string>> {
  await caughtUp();
  for (let tries = 1; ; tries++) {
    const { text } = await ask(url, page(''));
    const connection = JSON.parse(text).data?.activityConnection;
    if (connection?.block.number > chain.head.number - depth)
      return async () => {
        const { text: next } = await ask(url, page(`, after: "${connection.pageInfo.endCursor}"`));
        return JSON.parse(next).errors?.[0]?.extensions.code ?? next.slice(0, 300);
      };
    if (tries === 200) throw new Error(`the newest page is not of the newest blocks: ${text.slice(0, 300)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
