import { afterEach, describe, expect, it } from 'vitest';
import { startAnvil } from '../../stack/anvil.ts';
import { emittingInput } from '../../stack/emitter.ts';
import { JsonRpc } from '../../stack/json-rpc.ts';
import { loadRecording } from '../../stack/recording.ts';
import { FAILSAFE_SELECTOR, replay } from '../../stack/replay.ts';
import { Supervisor } from '../../stack/supervisor.ts';

interface Log {
  address: string;
  topics: string[];
  data: string;
  blockNumber: string;
  logIndex: string;
  transactionIndex: string;
}
interface Block {
  timestamp: string;
  transactions: { from: string; to: string; input: string }[];
}

let supervisor = new Supervisor();
afterEach(() => supervisor.stop());

async function chainOf(name: string) {
  supervisor = new Supervisor();
  const recording = await loadRecording(new URL(`../../stack/recordings/${name}.jsonl.gz`, import.meta.url).pathname);
  const timestamp = recording.blocks[0]?.timestamp ?? 0;
  const { url } = await startAnvil(supervisor, { chainId: recording.header.chainId, timestamp });
  return { recording, url, rpc: new JsonRpc(url) };
}

describe('replaying a recording', { timeout: 60_000 }, () => {
  it.each(['quickstart', 'quirks', 'story'])('%s comes out byte for byte', async (name) => {
    const { recording, url, rpc } = await chainOf(name);
    await replay({ rpcUrl: url, recording });
    const logs = await rpc.call<Log[]>('eth_getLogs', { fromBlock: '0x0', toBlock: 'latest' });
    const seen = logs.map(({ address, topics, data, blockNumber, logIndex, transactionIndex }) => ({
      address,
      topics,
      data,
      number: Number(blockNumber),
      logIndex: Number(logIndex),
      transactionIndex: Number(transactionIndex),
    }));
    const expected = recording.blocks.flatMap(({ number, logs }) => logs.map((log) => ({ ...log, number })));
    expect(seen).toEqual(expected);

    const blocks = (await rpc.batch(
      recording.blocks.map(({ number }) => ({
        method: 'eth_getBlockByNumber',
        params: [`0x${number.toString(16)}`, true],
      })),
    )) as Block[];
    const senders = blocks.map((block) => [Number(block.timestamp), ...block.transactions.map(({ from }) => from)]);
    expect(senders).toEqual(
      recording.blocks.map((block) => [block.timestamp, ...block.transactions.map(({ from }) => from)]),
    );

    const failsafe = (input: string | undefined) => input?.startsWith(FAILSAFE_SELECTOR) === true;
    const called = blocks.flatMap((block) => block.transactions).filter(({ input }) => failsafe(input));
    const recorded = recording.blocks.flatMap((block) => block.transactions).filter(({ input }) => failsafe(input));
    expect(called.map(({ to, input }) => [to, input])).toEqual(recorded.map(({ to, input }) => [to, input]));
    if (name === 'quirks') expect(called.length).toBeGreaterThan(0);
    await rpc.close();
  });

  it('refuses a chain that is not as recorded', async () => {
    const { recording, url, rpc } = await chainOf('quickstart');
    await rpc.call('evm_mine', `0x${((recording.blocks[0]?.timestamp ?? 0) + 1).toString(16)}`);
    await expect(replay({ rpcUrl: url, recording })).rejects.toThrow(
      expect.objectContaining({ code: 'REPLAY_MISMATCH' }),
    );
    await rpc.close();
  });

  it('never sends the failsafe selector by itself', () => {
    expect(emittingInput([]).startsWith(FAILSAFE_SELECTOR)).toBe(false);
    const log = { address: `0x${'97'.repeat(20)}`, topics: [`0x${'11'.repeat(32)}`], data: '0x' };
    expect(emittingInput([log]).slice(0, 10)).toBe(emittingInput([]));
  });
});
