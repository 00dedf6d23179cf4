/** A recorded chain with what Graph Node needs of it, for as long as something is indexed from it. */
import { startAnvil } from '../../stack/anvil.ts';
import { startIpfs } from '../../stack/ipfs.ts';
import { LOCAL_NETWORK } from '../../stack/recorded-deployment.ts';
import type { Recording } from '../../stack/recording.ts';
import { replay } from '../../stack/replay.ts';
import { Supervisor } from '../../stack/supervisor.ts';
import type { Source } from './run.ts';

export async function withSource<T>(recording: Recording, work: (source: Source) => Promise<T>): Promise<T> {
  const supervisor = new Supervisor();
  try {
    const { chainId, lastBlock } = recording.header;
    const { url: rpcUrl } = await startAnvil(supervisor, { chainId, timestamp: recording.blocks[0]?.timestamp ?? 0 });
    const { url: ipfsUrl } = await startIpfs(supervisor, recording.files);
    await supervisor.guard(replay({ rpcUrl, recording }));
    return await supervisor.guard(work({ rpcUrl, ipfsUrl, network: LOCAL_NETWORK, lastBlock }));
  } finally {
    await supervisor.stop();
  }
}
