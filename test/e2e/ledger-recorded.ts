/** How many activities a recording must give. */
import { id, zeroPadValue } from 'ethers';
import { type RecordedLog, readRecording } from '../support/recording.ts';

const TRANSFER = id('Transfer(address,address,uint256)');

/**
 * Logs of the pool, of StarkProxies and of the distributor, and USDC transfers for each of the first two that it names;
 * one to itself is one.
 */
export async function countRecordedLogs(name: string): Promise<number> {
  let [token, count, ours, holders] = ['', 0, [] as string[], [] as string[]];
  for await (const line of readRecording(name)) {
    if (line.type === 'header') {
      ours = Object.entries(line.contracts)
        .filter(([key]) => /^(liquidityStaking|merkleDistributor|starkProxy\d+)$/.test(key))
        .map(([, { address }]) => address);
      holders = ours.filter((address) => address !== line.contracts.merkleDistributor?.address);
      token = line.contracts.usdc?.address ?? '';
    }
    if (line.type !== 'block') continue;
    const timesRecorded = ({ address, topics }: RecordedLog): number => {
      if (ours.includes(address)) return 1;
      if (address !== token || topics[0] !== TRANSFER) return 0;
      return holders.filter((one) => topics.slice(1).includes(zeroPadValue(one, 32))).length;
    };
    for (const log of line.logs) count += timesRecorded(log);
  }
  return count;
}
