/** A made-up chain on which accounts stake and claim: as long as one likes, and with what the contracts would log. */
import { Interface } from 'ethers';
import type { RecordedBlock, RecordedLog, Recording } from '../../stack/recording.ts';
import abi from '../../subgraph/abis/LiquidityStakingV1.json' with { type: 'json' };

const address = (name: number): string => `0x${name.toString(16).padStart(40, '0')}`;
const [POOL, USDC, DYDX, TREASURY] = [address(0xa001), address(0xa002), address(0xa003), address(0xa004)];
const FIRST_STAKER = 0xb0000;

const START = 1_628_002_800;
const SECONDS_PER_BLOCK = 12;
const TRANSACTIONS_PER_BLOCK = 20;
const RATE = 10n ** 18n;
const BASE = 10n ** 18n;
const STAKERS = 1_000;

const pool = new Interface(abi);
/** The token's event is the pool's, of another address. */
const TRANSFER = 'Transfer';

class Ledger {
  readonly stakers = Array.from({ length: STAKERS }, () => ({ stake: 0n, index: 0n, accrued: 0n }));
  total = 0n;
  index = 0n;
  settledTo = START;
}

type Log = Pick<RecordedLog, 'address' | 'topics' | 'data'>;

function log(event: string, values: unknown[], from = POOL): Log {
  const { topics, data } = pool.encodeEventLog(event, values);
  return { address: from, topics: topics.map(String), data };
}

/** What one account's stake or claim logs; nobody withdraws, so that no epoch boundary is due. */
function logsOf(ledger: Ledger, number: number, now: number): Log[] {
  const staker = ledger.stakers[number % STAKERS] as Ledger['stakers'][number];
  const account = address(FIRST_STAKER + (number % STAKERS));
  const logs: Log[] = [];
  if (ledger.settledTo < now) {
    if (ledger.total > 0n) ledger.index += (BigInt(now - ledger.settledTo) * RATE * BASE) / ledger.total;
    ledger.settledTo = now;
    logs.push(log('GlobalIndexUpdated', [ledger.index]));
  }
  if (staker.index !== ledger.index) {
    staker.accrued += (staker.stake * (ledger.index - staker.index)) / BASE;
    staker.index = ledger.index;
    logs.push(log('UserIndexUpdated', [account, staker.index, staker.accrued]));
  }
  // Every third visit of an account is a claim.
  if (Math.floor(number / STAKERS) % 3 === 2) {
    logs.push(log('ClaimedRewards', [account, account, staker.accrued]));
    staker.accrued = 0n;
    return logs;
  }
  const amount = BigInt(1_000_000 + number);
  staker.stake += amount;
  ledger.total += amount;
  const minted = log(TRANSFER, [address(0), account, amount]);
  const paid = log(TRANSFER, [account, POOL, amount], USDC);
  return [...logs, log('Staked', [account, account, amount]), minted, paid];
}

function block(number: number, transactions: { from: string; logs: Log[] }[]): RecordedBlock {
  let logIndex = 0;
  return {
    type: 'block',
    number,
    timestamp: START + number * SECONDS_PER_BLOCK,
    transactions: transactions.map(({ from }, index) => ({ index, from, to: POOL, status: 1 as const })),
    logs: transactions.flatMap(({ logs }, transactionIndex) =>
      logs.map((one) => ({ ...one, logIndex: logIndex++, transactionIndex })),
    ),
  };
}

/** At least `events` logs after those that set up the pool: 1,000 accounts in turn, 20 transactions a block. */
export function stakingChain(events: number): Recording {
  const ledger = new Ledger();
  const setUp = [
    log('EpochParametersChanged', [{ interval: 2_419_200n, offset: BigInt(START) }]),
    log('BlackoutWindowChanged', [1_209_600n]),
    log('RewardsPerSecondUpdated', [RATE]),
  ];
  const blocks = [block(0, []), block(1, [{ from: TREASURY, logs: setUp }])];
  ledger.settledTo = START + SECONDS_PER_BLOCK;
  let logCount = setUp.length;
  for (let number = 0; logCount < events + setUp.length; ) {
    const now = START + blocks.length * SECONDS_PER_BLOCK;
    const transactions = Array.from({ length: TRANSACTIONS_PER_BLOCK }, () => {
      const from = address(FIRST_STAKER + (number % STAKERS));
      return { from, logs: logsOf(ledger, number++, now) };
    });
    const next = block(blocks.length, transactions);
    logCount += next.logs.length;
    blocks.push(next);
  }
  const contract = (of: string) => ({ address: of, startBlock: 1 });
  const lastBlock = blocks.length - 1;
  return {
    header: {
      type: 'header',
      format: 'dydx-liquidity-vectors/1',
      scenario: 'staking',
      chainId: 31_337,
      startBlock: 1,
      lastBlock,
      lastTimestamp: START + lastBlock * SECONDS_PER_BLOCK,
      contracts: {
        liquidityStaking: contract(POOL),
        usdc: contract(USDC),
        dydx: contract(DYDX),
        rewardsTreasury: contract(TREASURY),
      },
      params: { distributionStart: START, distributionEnd: START + 10 ** 9 },
      stakers: [],
    },
    blocks,
    files: [],
    logCount,
  };
}
