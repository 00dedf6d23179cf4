import { createConfig } from 'ponder';
import { abi } from './abi.ts';
import { setting } from './setting.ts';

export default createConfig({
  database: { kind: 'postgres', connectionString: setting('DATABASE_URL') },
  chains: {
    local: { id: Number(setting('CHAIN_ID')), rpc: setting('CHAIN_RPC'), pollingInterval: 500, disableCache: true },
  },
  contracts: {
    Pool: {
      chain: 'local',
      abi,
      address: setting('POOL') as `0x${string}`,
      startBlock: Number(setting('START_BLOCK')),
    },
  },
});
