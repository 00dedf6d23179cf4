/** The shortfalls booked in the epoch, with who was charged. */
import { z } from 'zod';
import { hash, integer, reference, small } from './answers.ts';
import { type ApiClient, PAGE, type Pin, readAll } from './client.ts';

const shortfalls = {
  name: 'shortfalls',
  text: `query shortfalls($block: Int!, $epoch: String!, $after: Int!) {
  shortfalls(block: { number: $block }, first: ${PAGE}, orderBy: index, where: { bookedIn: $epoch, index_gt: $after }) {
    index timestamp transactionHash shortfallAmount shortfallIndex borrowedExceededActive inactiveBefore inactiveAfter markedDebt
    block { number id }
    debtsMarked(first: ${PAGE}, orderBy: sequence) { borrower { id } amount newBorrowedBalance newDebtBalance }
  }
}`,
  shape: z.object({
    shortfalls: z.array(
      z.object({
        index: small,
        timestamp: small,
        transactionHash: hash,
        shortfallAmount: integer,
        shortfallIndex: integer,
        borrowedExceededActive: integer,
        inactiveBefore: integer,
        inactiveAfter: integer,
        markedDebt: integer,
        block: z.object({ number: small, id: hash }),
        debtsMarked: z.array(
          z.object({ borrower: reference, amount: integer, newBorrowedBalance: integer, newDebtBalance: integer }),
        ),
      }),
    ),
  }),
};

export type ShortfallRow = z.infer<typeof shortfalls.shape>['shortfalls'][number];

export function readShortfalls(api: ApiClient, pin: Pin, epoch: number): Promise<ShortfallRow[]> {
  return readAll(
    async (after, isFurtherPage) => {
      const variables = { block: pin.number, epoch: String(epoch), after };
      return (await api.ask(shortfalls, variables, { pin, isFurtherPage })).shortfalls;
    },
    ({ index }) => index,
    -1,
  );
}
