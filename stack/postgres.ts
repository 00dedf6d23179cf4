import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { reasonOf, StackError } from './error.ts';
import type { Part } from './part.ts';
import { freePort } from './ports.ts';
import { postgresBinaries, postgresUser } from './postgres-binaries.ts';
import { withPostgres } from './postgres-client.ts';
import { DATABASE_USER, emptyCluster, initialise } from './postgres-cluster.ts';
import type { Supervisor } from './supervisor.ts';

const NAME = 'the database (Postgres)';
const DATABASE = 'postgres';
const ATTEMPTS = 20;
const PAUSE_MS = 250;

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

/** Throws unless one can log in; creates nothing. */
export async function requirePostgres(url: string): Promise<void> {
  try {
    await withPostgres(url, async () => undefined);
  } catch (error) {
    throw new StackError(
      'POSTGRES_UNREACHABLE',
      `no connection to the database of --postgres-url (${reasonOf(error)}); check that it runs, its name and password.`,
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
      withPostgres(`${login}/template1`, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`);
        await client.query(`CREATE DATABASE ${DATABASE} TEMPLATE template0`);
      }),
    async create(name) {
      await withPostgres(`${login}/template1`, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
      return `${login}/${name}`;
    },
  };
}
