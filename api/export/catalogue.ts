/** Every dataset, by the name in its address. */
import type { Dataset } from './dataset.ts';
import { ACCOUNTS } from './datasets/accounts.ts';
import { DEBT } from './datasets/debt.ts';
import { WITHOUT_GAPS } from './datasets/epochs.ts';
import { FLOW_DATASETS } from './datasets/flows.ts';
import { GOVERNANCE_DATASETS } from './datasets/governance.ts';
import { LEDGER } from './datasets/ledger.ts';
import { REWARDS } from './datasets/rewards.ts';
import { STARK_PROXIES } from './datasets/stark-proxies.ts';
import { STARK_PROXY_FLOWS } from './datasets/stark-proxy-flows.ts';

const ALL: readonly Dataset[] = [
  ...[...LEDGER, ...ACCOUNTS, ...WITHOUT_GAPS, ...FLOW_DATASETS, ...DEBT],
  ...[...STARK_PROXIES, ...STARK_PROXY_FLOWS, ...GOVERNANCE_DATASETS, ...REWARDS],
];

export const DATASETS: ReadonlyMap<string, Dataset> = new Map(ALL.map((dataset) => [dataset.what, dataset]));
