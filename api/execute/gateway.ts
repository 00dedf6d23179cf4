/** What executing a request works with. */
import type { GraphQLSchema } from 'graphql';
import type { Block } from '../block.ts';
import type { Cache } from '../cache/answers.ts';
import type { Json, JsonObject } from '../json.ts';
import type { OwnRoots } from '../lp/roots.ts';
import type { Blocks } from '../upstream/blocks.ts';
import type { UpstreamClient } from '../upstream/client.ts';
import type { HeadTracker } from '../upstream/head.ts';
import type { Answer } from './answer.ts';
import type { Moment } from './moment.ts';
import type { PoolAtBlock } from './pool-context.ts';
import type { Trees } from './trees.ts';

/** Parsed rows and the blocks they are of. */
export interface KnownRows {
  readonly data: JsonObject;
  readonly errors: readonly Json[] | null;
  readonly blocks: readonly Block[];
}

export interface Gateway {
  readonly schema: GraphQLSchema;
  readonly upstream: UpstreamClient;
  readonly tracker: HeadTracker;
  readonly blocks: Blocks;
  readonly finalityDepth: number;
  /** Whole answers, ready to send. */
  readonly responses: Cache<Answer>;
  /** Parsed rows, which another `at` can be derived from. */
  readonly rows: Cache<KnownRows>;
  /** Blocks of moments, by the moment and the newest block. */
  readonly moments: Cache<Moment>;
  /** The pool's state by block. */
  readonly pools: Cache<PoolAtBlock>;
  /** Answers the roots that are of no block. */
  readonly ownRoots: OwnRoots;
  /** What late fields have read of a state, by its hash. */
  readonly facts: Cache<{ readonly value: unknown }>;
  /** Trees of rewards by their roots. */
  readonly trees: Trees;
}

export interface Call {
  /** Declared variables with their defaults. */
  readonly variables: JsonObject;
  readonly signal?: AbortSignal | undefined;
}
