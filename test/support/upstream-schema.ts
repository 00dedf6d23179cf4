/** The schema a Graph Node makes of schema.graphql, as far as the gateway's extensions and exports need it. */
import { readFileSync } from 'node:fs';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';

const STORED = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');

/** Filters, orders and roots: a Graph Node has more of each. */
const GENERATED = `
  scalar Bytes scalar BigInt scalar BigDecimal scalar Int8 scalar Timestamp
  enum OrderDirection { asc desc } enum Aggregation_interval { hour day }
  enum Activity_orderBy { sequence } enum Block_orderBy { number } enum Staker_orderBy { id } enum Borrower_orderBy { id }
  enum StarkProxy_orderBy { id } input StarkProxy_filter { id: Bytes }
  input Block_height { hash: Bytes number: Int number_gte: Int }
  input Activity_filter { sequence_gte: Int sequence_lte: Int }
  input Staker_filter { id: Bytes } input Borrower_filter { id: Bytes }
  enum RewardsAccount_orderBy { id } input RewardsAccount_filter { id: Bytes }
  type _Block_ { number: Int! hash: Bytes timestamp: Int } type _Meta_ { block: _Block_! }
  type Query {
    pools(first: Int, block: Block_height): [Pool!]!
    block(id: ID!, block: Block_height): Block
    blocks(first: Int, orderBy: Block_orderBy, orderDirection: OrderDirection, block: Block_height): [Block!]!
    activities(first: Int, orderBy: Activity_orderBy, where: Activity_filter, block: Block_height): [Activity!]!
    _meta(block: Block_height): _Meta_
  }`;

export function upstreamSchema(): GraphQLSchema {
  return buildASTSchema(parse(`${STORED}\n${GENERATED}`), { assumeValid: true });
}
