// Short notation for the scenarios of `gnd test`: blocks of logs, and what the store holds afterwards.
import { readFileSync } from 'node:fs';

interface AbiInput {
  name: string;
  type: string;
  indexed?: boolean;
  components?: AbiInput[];
}

interface AbiEvent {
  type: string;
  name: string;
  inputs: AbiInput[];
}

export interface Log {
  address: string;
  event: string;
  params: Record<string, unknown>;
  txHash?: string;
}

interface Block {
  timestamp?: number;
  events?: Log[];
}

type Scalar = string | number | boolean | null;
export type Expected = Scalar | Expected[] | { [field: string]: Expected };
type Fields = { [field: string]: Expected };

export interface Assertion {
  query: string;
  expected: Fields;
}

/** A file that IPFS has. */
export interface File {
  cid: string;
  content: string;
}

/** One file of test/mappings. */
export interface Scenario {
  name: string;
  files?: File[];
  blocks: Block[];
  assertions: Assertion[];
}

export const POOL = '0x5aa653a076c1dbb47cec8c1b4d152444cad91941';
export const DISTRIBUTOR = '0x01d3348601968ab85b4bb028979006eac235a588';
const USDC = '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48';

const abi = (name: string): AbiEvent[] =>
  JSON.parse(readFileSync(new URL(`../../subgraph/abis/${name}.json`, import.meta.url), 'utf8'));

const poolEvents = abi('LiquidityStakingV1');
const tokenEvents = abi('ERC20');
const starkProxyEvents = abi('StarkProxy');
const distributorEvents = abi('MerkleDistributorV1');

type Argument = string | number | boolean | readonly number[];

/** Amounts go as decimal strings: JSON numbers end at 2^53. */
function encode(argument: Argument): string | boolean | string[] {
  if (typeof argument === 'object') return argument.map(String);
  return typeof argument === 'number' ? String(argument) : argument;
}

function logOf(address: string, events: AbiEvent[], name: string, values: Argument[]): Log {
  const event = events.find((entry) => entry.type === 'event' && entry.name === name);
  if (event === undefined) throw new Error(`no event ${name} in the ABI`);
  // gnd test cannot write a struct: its members go side by side (mapping-build.ts).
  const members = event.inputs.flatMap((input) => input.components ?? [input]);
  if (members.length !== values.length) throw new Error(`${name} takes ${members.length} parameters`);
  const inputs = members.map((input) => `${input.type}${input.indexed ? ' indexed' : ''} ${input.name}`);
  const params = Object.fromEntries(members.map((input, i) => [input.name, encode(values[i] as Argument)]));
  return { address, event: `${name}(${inputs.join(', ')})`, params };
}

/** A log of the pool, its parameters in the order of the ABI. */
export const log = (name: string, ...values: Argument[]): Log => logOf(POOL, poolEvents, name, values);

/** The first two StarkProxies of the manifest. */
export const PROXY = '0x0b2b08ac98a1568a34208121c26f4f41a9e0fbb6';
export const OTHER_PROXY = '0x3e6e9efb0a677a24f47093a22044dc5451a028cf';

/** A log of a StarkProxy, its parameters in the order of the ABI. */
export const proxyLog = (proxy: string, name: string, ...values: Argument[]): Log =>
  logOf(proxy, starkProxyEvents, name, values);
/** A log of the Merkle distributor. */
export const distributorLog = (name: string, ...values: Argument[]): Log =>
  logOf(DISTRIBUTOR, distributorEvents, name, values);

/** A log of USDC. */
export const usdc = (from: string, to: string, value: number): Log =>
  logOf(USDC, tokenEvents, 'Transfer', [from, to, value]);

/** Hash of transaction `n`: its number, so that ids can be written down by hand. */
export const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`;

/** Id of the record of log `index` of its block, in transaction `n`: hash and four little-endian bytes. */
export const recordId = (n: number, index: number): string => `${hash(n)}${index.toString(16).padStart(2, '0')}000000`;

/** Logs of transaction `n`. */
export const tx = (n: number, ...logs: Log[]): Log[] => logs.map((entry) => ({ ...entry, txHash: hash(n) }));

/** A block at that second. */
export const at = (timestamp: number, ...logs: (Log | Log[])[]): Block => ({ timestamp, events: logs.flat() });

/** References that can be expected to be null. */
const REFERENCES = [
  ...['epoch', 'forcedTrade', 'borrower', 'lastOutflow'],
  ...['tree', 'activeRoot', 'proposedRoot', 'previousRoot', 'pool'],
];

/** Fields to ask for: those that are expected. Of a reference that is expected to be null too, its id. */
function selection(expected: Expected): string {
  const sample = Array.isArray(expected) ? expected[0] : expected;
  if (sample === undefined) return ' { id }';
  if (sample === null || typeof sample !== 'object') return '';
  const fields = Object.entries(sample).map(([name, value]) =>
    REFERENCES.includes(name) && value === null ? `${name} { id }` : `${name}${selection(value)}`,
  );
  return ` { ${fields.join(' ')} }`;
}

/** One entity: what is expected of it, and nothing else is asked. */
export const one = (query: string, id: string, expected: Fields): Assertion => ({
  query: `{ ${query}(id: "${id}")${selection(expected)} }`,
  expected: { [query]: expected },
});

/** All entities of a type; gnd compares lists as sets, so a row carries `sequence` where the order counts. */
export const all = (query: string, ...expected: Fields[]): Assertion => ({
  query: `{ ${query}(first: 1000)${selection(expected)} }`,
  expected: { [query]: expected },
});

export const pool = (expected: Fields): Assertion => one('pool', POOL, expected);
export const staker = (address: string, expected: Fields): Assertion => one('staker', address, expected);
export const distributor = (expected: Fields): Assertion => one('rewardsDistributor', DISTRIBUTOR, expected);
export const borrower = (address: string, expected: Fields): Assertion => one('borrower', address, expected);

export const starkProxy = (address: string, expected: Fields): Assertion => one('starkProxy', address, expected);

/** Every activity in order: its type and its sequence number, from 1 without gaps. */
export const activities = (...types: string[]): Assertion =>
  all('activities', ...types.map((type, i) => ({ sequence: i + 1, __typename: type })));

/** gnd hangs on a test whose only block is the manifest's first, hence the empty one. */
export const scenario = (name: string, blocks: Block[], assertions: Assertion[], files?: File[]): Scenario => ({
  name,
  ...(files && { files }),
  blocks: [{}, ...blocks],
  assertions,
});
