/** Every dataset, by the name in its address. */
import type { Dataset } from './dataset.ts';
import { ACCOUNTS } from './datasets/accounts.ts';
import { DEBT } from './datasets/debt.ts';
import { WITHOUT_GAPS } from './datasets/epochs.ts';
import { FLOW_DATASETS } from './datasets/flows.ts';
import { LEDGER } from './datasets/ledger.ts';

export const DATASETS: ReadonlyMap<string, Dataset> = new Map(
  [...LEDGER, ...ACCOUNTS, ...WITHOUT_GAPS, ...FLOW_DATASETS, ...DEBT].map((dataset) => [dataset.what, dataset]),
);
