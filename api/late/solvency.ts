/** Late fields of Solvency: they need every borrower. */
import type { LateField } from '../plan/late.ts';
import { valueWriter } from '../plan/values.ts';
import { outlookReader } from './outlook.ts';
import { type Projection, pinAt, projectionReader } from './projection.ts';

const projection: LateField = {
  needs: [],
  compile({ scope, type, sets }) {
    const read = projectionReader(scope);
    const write = valueWriter(scope, type, sets);
    return async (rows, request) => {
      const found = await read(request, pinAt(request));
      const text = write(found && projectionObject(found));
      return rows.map(() => text);
    };
  },
};

const overdueBorrowers: LateField = {
  needs: [],
  compile({ scope, type, sets }) {
    const read = outlookReader(scope);
    const write = valueWriter(scope, type, sets);
    return async (rows, request) => {
      const { debtors } = await read(request, pinAt(request));
      const overdue = debtors
        .filter(({ isOverdue }) => isOverdue)
        .map((debtor) => ({ ...debtor, overdueAmount: debtor.borrowedBalance - debtor.allocatedBalance }));
      const text = write(overdue);
      return rows.map(() => text);
    };
  },
};

/** `SolvencyProjection` of the schema. */
function projectionObject({ turn, booking }: Projection): object {
  const { active, inactive, borrowed } = turn.totals;
  const { shortfallAmount, isCovered, charges, convertedAmount, shortfallIndex } = booking;
  const isSolvent = shortfallAmount === 0n;
  return {
    timestamp: turn.timestamp,
    epoch: turn.epoch,
    isSolvent,
    state: isSolvent ? 'SOLVENT' : 'INSOLVENT',
    totalActive: active,
    totalInactive: inactive,
    totalBorrowed: borrowed,
    shortfallAmount,
    isCovered,
    borrowers: charges,
    markedDebt: charges.reduce((sum, { amount }) => sum + amount, 0n),
    convertedAmount,
    shortfallIndex,
    totalInactiveAfter: inactive - convertedAmount,
  };
}

export const SOLVENCY_FIELDS: Readonly<Record<string, LateField>> = { projection, overdueBorrowers };
