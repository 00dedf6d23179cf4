/** The roots on liquidity provider rewards: answered from result files and the rules, whatever the block. */
import { LpRewardsError } from '../domain/lp-rewards/error.ts';
import { ApiError, type ErrorCode } from '../errors.ts';
import { epochObject } from './epoch.ts';
import type { LpResults } from './results.ts';
import { scoreObject } from './score.ts';
import type { LpScoreInput } from './score-fields.ts';
import { readScoreInput } from './score-input.ts';

/** Rows that one request may list; a full epoch has about five thousand. */
const MOST_ROWS = 200_000;

/** By name of the root; made anew for each request, because rows are counted. */
export type OwnRoots = () => Readonly<Record<string, (args: never) => Promise<unknown>>>;

export function lpRoots(results: LpResults | null): OwnRoots {
  return () => {
    let rows = 0;
    const spend = (count: number): void => {
      rows += count;
      if (rows > MOST_ROWS)
        throw new ApiError('BAD_USER_INPUT', `The query lists more than ${MOST_ROWS} rows of results: ask for fewer.`);
    };
    return {
      lpEpoch: ({ number }: { number: number }) =>
        answering(async () => {
          if (number < 0)
            throw new ApiError('BAD_USER_INPUT', 'The argument number must not be negative: count from 0.');
          const found = await configured(results).epoch(number);
          return found && epochObject(found, spend);
        }),
      lpEpochs: () =>
        answering(async () => {
          const found = await configured(results).all();
          spend(found.length);
          return found.map((each) => epochObject(each, spend));
        }),
      lpScore: ({ input }: { input: LpScoreInput }) =>
        answering(async () => {
          const found = results && (await results.epoch(input.epoch));
          const markets = found?.rewards.markets.map(({ market }) => market) ?? [];
          return scoreObject(readScoreInput(input, markets.length === 0 ? null : markets));
        }),
    };
  };
}

function configured(results: LpResults | null): LpResults {
  if (results !== null) return results;
  throw new ApiError(
    'LP_RESULTS_NOT_CONFIGURED',
    'No results of liquidity provider rewards are configured: name their folder with --lp-results or LP_RESULTS.',
  );
}

/** What is wrong with a file reaches the client under the code that the commands give it. */
async function answering<T>(answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    throw error instanceof LpRewardsError ? new ApiError(error.code as ErrorCode, error.message) : error;
  }
}
