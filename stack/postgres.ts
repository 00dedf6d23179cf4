import { randomBytes } from 'node:crypto';
import { chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf, StackError } from './error.ts';
import { freePort } from './ports.ts';
import { type PostgresUser, postgresBinaries, postgresUser } from './postgres-binaries.ts';
import { withPostgres } from './postgres-client.ts';
import type { Supervisor } from './supervisor.ts';

const DATABASE_USER = 'graph';

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
export async function startPostgres(supervisor: Supervisor, dir?: string): Promise<{ url: string }> {
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
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  supervisor.spawn('the database (Postgres)', join(bin, 'postgres'), ['-D', cluster, '-p', `${port}`, ...settings], {
    ...user,
    cwd: cluster,
    env: { LC_ALL: 'C' },
    // Immediate shutdown for a throw-away database, a clean one for a kept one: both free its shared memory.
    stopSignal: dir === undefined ? 'SIGQUIT' : 'SIGINT',
    onLine: (line) => {
      if (line.includes('ready to accept connections')) ready();
    },
  });
  await supervisor.guard(isReady);
  return { url: `postgresql://${DATABASE_USER}:${password}@127.0.0.1:${port}/postgres` };
}
