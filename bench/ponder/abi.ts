import { readFileSync } from 'node:fs';
import type { Abi, AbiEvent } from 'viem';
import { setting } from './setting.ts';

/** The pool's, the same file as the subgraph's. */
export const abi = JSON.parse(readFileSync(setting('POOL_ABI'), 'utf8')) as Abi;

export const eventNames = abi.filter((entry): entry is AbiEvent => entry.type === 'event').map(({ name }) => name);
