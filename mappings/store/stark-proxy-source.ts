// Which StarkProxies are configured, and the following of those that are not.
import { Address, Bytes, dataSource } from '@graphprotocol/graph-ts';
import { StarkProxy as StarkProxySource } from '../../generated/templates';

const ADDRESS_LENGTH = 20;

/** Whether a data source of its own follows the address since its creation. */
export function isConfigured(address: Bytes): boolean {
  const configured = dataSource.context().get('starkProxies');
  if (configured === null) return false;
  const addresses = configured.toBytes();
  for (let i = 0; i < addresses.length; i += ADDRESS_LENGTH) {
    if (Bytes.fromUint8Array(addresses.subarray(i, i + ADDRESS_LENGTH)).equals(address)) return true;
  }
  return false;
}

/** What the configuration says of a StarkProxy that no log tells: `implementation` or `proxyAdmin`. */
export function configured(address: Bytes, what: string): Bytes | null {
  const value = dataSource.context().get(what + 'Of' + address.toHexString());
  return value === null ? null : value.toBytes();
}

/** Follows a borrower from the block on in which the pool first names it: it may be a StarkProxy. */
export function followStarkProxy(borrower: Bytes): void {
  if (borrower.equals(Address.zero()) || isConfigured(borrower)) return;
  StarkProxySource.createWithContext(Address.fromBytes(borrower), dataSource.context());
}
