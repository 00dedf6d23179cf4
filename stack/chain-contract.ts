/** What is read from a contract on a real chain, once, before it is indexed. */
import { Contract, id, isAddress, JsonRpcProvider, Network, toBeHex } from 'ethers';
import { StackError } from './error.ts';
import type { JsonRpc } from './json-rpc.ts';

const slot = (name: string): string => toBeHex(BigInt(id(`eip1967.proxy.${name}`)) - 1n, 32);

export async function requireCode(rpc: JsonRpc, address: string, option: string, network: string): Promise<void> {
  if (!isAddress(address)) throw new StackError('ADDRESS_INVALID', `${address} is not an address; check ${option}.`);
  const code = await rpc.call<string>('eth_getCode', address, 'latest');
  if (code === '0x')
    throw new StackError('NO_CODE', `there is no contract at ${address} on ${network}; check ${option} and --network.`);
}

/** First code and admin behind a proxy: what it held at the end of the block to start from, where the node still knows. */
export async function firstOfProxy(
  rpc: JsonRpc,
  proxy: string,
  startBlock: number,
): Promise<{ implementation?: string; proxyAdmin?: string }> {
  const read = async (name: string) => {
    const word = await rpc
      .call<string>('eth_getStorageAt', proxy, slot(name), `0x${startBlock.toString(16)}`)
      .catch(() => '0x');
    return /^0x0{24}[0-9a-f]{40}$/.test(word) && !/^0x0{64}$/.test(word) ? `0x${word.slice(26)}` : undefined;
  };
  const [implementation, proxyAdmin] = await Promise.all([read('implementation'), read('admin')]);
  return { ...(implementation ? { implementation } : {}), ...(proxyAdmin ? { proxyAdmin } : {}) };
}

/** Constants of a contract by the types they return, as text; rejects where it does not answer. */
export async function readConstants<Name extends string>(
  url: string,
  chainId: number,
  address: string,
  types: Readonly<Record<Name, 'address' | 'uint256'>>,
): Promise<Record<Name, string>> {
  const network = Network.from(chainId);
  const provider = new JsonRpcProvider(url, network, { staticNetwork: network });
  const names = Object.keys(types) as Name[];
  const abi = names.map((name) => `function ${name}() view returns (${types[name]})`);
  const contract = new Contract(address, abi, provider);
  try {
    const values = await Promise.all(names.map(async (name) => String(await contract.getFunction(name)())));
    return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, string>;
  } finally {
    provider.destroy();
  }
}
