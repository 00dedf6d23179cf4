/** A Graph Node that answers what a test says; for what a real one cannot be made to do. */
import { createServer } from 'node:http';
import { buildSchema, introspectionFromSchema } from 'graphql';

export interface FakeRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Text of the answer, null to cut the connection, or the status of a refusal. */
type Text = string | number | null;
export type Reply = (request: FakeRequest) => Text | Promise<Text>;

export const BLOCK = { number: 100, hash: `0x${'ab'.repeat(32)}`, timestamp: 1_700_000_000 };

const SCHEMA = `
  scalar BigInt scalar BigDecimal scalar Bytes
  enum OrderDirection { asc desc }
  enum Staker_orderBy { id } enum Borrower_orderBy { id }
  enum StarkProxy_orderBy { id } input StarkProxy_filter { id: Bytes }
  input Staker_filter { id: Bytes } input Borrower_filter { id: Bytes }
  input Block_height { hash: Bytes number: Int number_gte: Int }
  type _Block_ { number: Int! hash: Bytes timestamp: Int } type _Meta_ { block: _Block_! }
  type Pool { id: Bytes! } type Staker { id: Bytes! } type Borrower { id: Bytes! }
  type StarkProxy { id: Bytes! }
  enum Aggregation_interval { hour day }
  input Epoch_filter { number_in: [Int!] } input Activity_filter { id: Bytes }
  interface Activity { id: Bytes! } type Staked implements Activity { id: Bytes! }
  type RoleHolder { id: Bytes! account: Bytes! } enum Verb { stake }
  type Epoch { id: ID! number: Int! } type StakerEpoch { id: Bytes! } type BorrowerEpoch { id: Bytes! }
  enum RewardsAccount_orderBy { id claimedRewards firstBlock } input RewardsAccount_filter { id: Bytes id_in: [Bytes!] }
  type RewardsDistributor { id: Bytes! } type RewardsRoot { id: Bytes! }
  type RewardsAccount { id: Bytes! claimedRewards: BigInt! alwaysAllowClaims: Boolean! claimCount: Int! firstBlock: BigInt }
  type Query {
    pools(first: Int, block: Block_height): [Pool!]! stakers(first: Int, block: Block_height): [Staker!]!
    starkProxies(first: Int, block: Block_height): [StarkProxy!]!
    epoches(first: Int, where: Epoch_filter, block: Block_height): [Epoch!]! activities(first: Int): [Activity!]!
    rewardsAccount(id: ID!, block: Block_height): RewardsAccount
    rewardsAccounts(
      skip: Int = 0, first: Int = 100, orderBy: RewardsAccount_orderBy, orderDirection: OrderDirection
      where: RewardsAccount_filter, block: Block_height
    ): [RewardsAccount!]!
    rewardsDistributors(first: Int, block: Block_height): [RewardsDistributor!]!
    _meta(block: Block_height): _Meta_
  }
`;

export async function fakeGraphNode(reply: Reply) {
  const introspection = JSON.stringify({ data: introspectionFromSchema(buildSchema(SCHEMA)) });
  const asked: FakeRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as FakeRequest;
    const isPoll = body.query.includes('hasIndexingErrors');
    if (!isPoll && !body.query.includes('__schema')) asked.push(body);
    const text = body.query.includes('__schema')
      ? introspection
      : isPoll
        ? JSON.stringify({ data: { _meta: { hasIndexingErrors: false, block: BLOCK } } })
        : await reply(body);
    if (text === null) request.socket.destroy();
    else if (typeof text === 'number')
      response.writeHead(text).end('{"error":"GraphQL server error: thread panicked"}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/subgraphs/name/fake`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
