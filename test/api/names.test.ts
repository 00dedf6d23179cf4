/** The registry of names: ids are what they are said to be, addresses are well written, and nothing is named twice. */
import { getAddress, id } from 'ethers';
import { describe, expect, it } from 'vitest';
import { nameOf, REGISTRY, roleId, roleName } from '../../api/registry/names.ts';
import networks from '../../subgraph/networks.json' with { type: 'json' };

const { accounts, borrowers, roles, sources } = REGISTRY;
const addresses = [
  ...borrowers.flatMap(({ starkProxy, proxyAdmin, owner }) => [starkProxy, proxyAdmin, owner]),
  ...accounts.map(({ address }) => address),
];

describe('roles', () => {
  it.each(roles)('$name', ({ name, id: role }) => {
    expect(role).toBe(name === 'DEFAULT_ADMIN_ROLE' ? `0x${'0'.repeat(64)}` : id(name));
    expect(roleName(role)).toBe(name);
    expect(roleId(name)).toBe(role);
  });

  it('are all that the contracts have', () => {
    expect(roles).toHaveLength(17);
    expect(roleName(id('ANOTHER_ROLE'))).toBeNull();
    expect(roleId('toString')).toBeNull();
  });
});

describe('accounts', () => {
  it.each(addresses)('%s has its checksum', (address) => expect(getAddress(address.toLowerCase())).toBe(address));

  it('are each named once', () => expect(new Set(addresses).size).toBe(addresses.length));

  it('have owners of their own, which one table of the documentation does not give them', () => {
    const owners = new Map(borrowers.map(({ name, owner }) => [name, owner]));
    expect(new Set(owners.values()).size).toBe(5);
    expect(owners.get('Amber Group')).not.toBe(owners.get('Wintermute'));
    expect(owners.get('DAT Trading')).not.toBe(owners.get('Sixtant'));
  });

  it('are found by addresses in lower case', () => {
    expect(nameOf('0x0b2b08ac98a1568a34208121c26f4f41a9e0fbb6')).toBe('Wintermute');
    expect(nameOf('0x64c7d40c07efabec2aafdc243bf59eaf2195c6dc')).toBe('Short timelock');
    expect(nameOf(networks.mainnet.LiquidityStaking.address.toLowerCase())).toBe('Liquidity pool');
    expect(nameOf(`0x${'0'.repeat(40)}`)).toBeNull();
  });

  it('agree with the configuration of mainnet', () => {
    const { LiquidityStaking, rewardsTreasury, proxyAdmin } = networks.mainnet;
    for (const address of [LiquidityStaking.address, rewardsTreasury, proxyAdmin]) expect(addresses).toContain(address);
  });
});

it('gives the source of everything', () => {
  for (const { source } of [...accounts, ...roles]) expect(sources).toHaveProperty(source);
});
