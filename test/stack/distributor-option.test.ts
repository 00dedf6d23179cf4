/** `--distributor`: what no log tells is read from the contract it names, and another contract is refused. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AbiCoder, id, zeroPadValue } from 'ethers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chainDeployment } from '../../stack/chain-deployment.ts';
import { deploymentOf, readNetworks } from '../../subgraph/manifest.ts';

const CHAIN_ID = 31337;
const DISTRIBUTOR = `0x${'d1'.repeat(20)}`;
const EMPTY = `0x${'e0'.repeat(20)}`;
const TOKEN = `0x${'70'.repeat(20)}`;
const TREASURY = `0x${'71'.repeat(20)}`;
const CODE = `0x${'72'.repeat(20)}`;
const ADMIN = `0x${'73'.repeat(20)}`;

const IMPLEMENTATION_SLOT = '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc';
const selector = (name: string): string => id(`${name}()`).slice(0, 10);
const word = (type: string, value: unknown): string => AbiCoder.defaultAbiCoder().encode([type], [value]);

const ANSWERS: Record<string, string> = {
  [selector('REWARDS_TOKEN')]: word('address', TOKEN),
  [selector('REWARDS_TREASURY')]: word('address', TREASURY),
  [selector('TRADER_SCORE_ALPHA_BASE')]: word('uint256', 10n ** 18n),
};

interface Call {
  id: number;
  method: string;
  params: [({ to: string; data: string } & string) | string, string?];
}

/** A node of which only the distributor answers calls. */
function answerTo({ method, params: [first, second] }: Call): string {
  if (method === 'eth_chainId') return `0x${CHAIN_ID.toString(16)}`;
  if (method === 'eth_getCode') return first === EMPTY ? '0x' : '0x60';
  if (method === 'eth_getStorageAt') return zeroPadValue(second === IMPLEMENTATION_SLOT ? CODE : ADMIN, 32);
  const { to, data } = first as { to: string; data: string };
  return (to.toLowerCase() === DISTRIBUTOR && ANSWERS[data]) || '0x';
}

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString()) as Call | Call[];
    const answers = [body].flat().map((call) => ({ jsonrpc: '2.0', id: call.id, result: answerTo(call) }));
    response.end(JSON.stringify(Array.isArray(body) ? answers : answers[0]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const configured = deploymentOf('local', readNetworks().local as never);

it('is read from the contract, from the pool’s first block on', async () => {
  const { distributor, startBlock } = await chainDeployment(url, { network: 'local', distributor: DISTRIBUTOR });
  const addresses = Object.entries(distributor ?? {}).map(([name, value]) => [name, String(value).toLowerCase()]);
  expect(Object.fromEntries(addresses)).toEqual({
    address: DISTRIBUTOR,
    startBlock: String(startBlock),
    rewardsToken: TOKEN,
    rewardsTreasury: TREASURY,
    implementation: CODE,
    proxyAdmin: ADMIN,
  });
});

it('need not be asked about where it is the one configured, in any case of letters', async () => {
  const address = configured.distributor?.address.toUpperCase().replace('0X', '0x') ?? '';
  const { distributor } = await chainDeployment(url, { network: 'local', distributor: address });
  expect(distributor).toEqual(configured.distributor);
});

it('is the configured one, from an own start block where one is given', async () => {
  const { distributor } = await chainDeployment(url, { network: 'local', startBlock: 77 });
  expect(distributor).toEqual({ ...configured.distributor, startBlock: 77 });
});

it.each([
  ['nonsense', 'ADDRESS_INVALID: nonsense is not an address; check --distributor.'],
  [EMPTY, `NO_CODE: there is no contract at ${EMPTY} on local; check --distributor and --network.`],
  [TOKEN, `NOT_A_DISTRIBUTOR: the contract at ${TOKEN} does not answer as a Merkle distributor; check --distributor.`],
])('is refused where it is %s', async (distributor, line) => {
  await expect(chainDeployment(url, { network: 'local', distributor })).rejects.toMatchObject({ line });
});
