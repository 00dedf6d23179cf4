/** The directory of a database: made anew at every start. */
import { chown, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StackError } from './error.ts';
import type { PostgresUser } from './postgres-binaries.ts';
import type { Supervisor } from './supervisor.ts';

export const DATABASE_USER = 'graph';

/** An empty directory for the cluster that the database's user owns. */
export async function emptyCluster(dir: string, user: PostgresUser | undefined): Promise<string> {
  const cluster = join(dir, 'postgres');
  await mkdir(dir, { recursive: true });
  const isCluster = await stat(join(cluster, 'PG_VERSION')).catch(() => null);
  // Graph Node indexes anew at every start: the last start's database is of no use. Only a database is ever removed.
  if (isCluster) await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  if (user) await chown(cluster, user.uid, user.gid);
  return cluster;
}

export async function initialise(
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
