/** How many activities a recording must give. */
import { id, zeroPadValue } from 'ethers';
import { type RecordedLog, readRecording } from '../support/recording.ts';

const TRANSFER = id('Transfer(address,address,uint256)');

/** Logs of the pool and of the distributor, and USDC transfers into or out of it; one from the pool to itself is one. */
export async function countRecordedLogs(name: string): Promise<number> {
  let [pool, distributor, token, count] = ['', '', '', 0];
  for await (const line of readRecording(name)) {
    if (line.type === 'header') {
      pool = line.contracts.liquidityStaking?.address ?? '';
      distributor = line.contracts.merkleDistributor?.address ?? '';
      token = line.contracts.usdc?.address ?? '';
    }
    if (line.type !== 'block') continue;
    const isOurs = ({ address, topics }: RecordedLog) =>
      address === pool ||
      address === distributor ||
      (address === token && topics[0] === TRANSFER && topics.slice(1).includes(zeroPadValue(pool, 32)));
    count += line.logs.filter(isOurs).length;
  }
  return count;
}
