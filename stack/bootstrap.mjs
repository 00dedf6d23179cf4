// `npm start` on a machine where nothing is installed yet: plain JavaScript without dependencies.
// node stack/bootstrap.mjs [args…]            starts the stack
// node stack/bootstrap.mjs --run FILE [args…] runs another module of the project (.ts or .mjs) the same way
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stampFile = join(root, 'node_modules', '.lock-hash');

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function requireNode(major, minor) {
  const [ours, oursMinor] = process.versions.node.split('.').map(Number);
  if (ours > major || (ours === major && oursMinor >= minor)) return;
  fail(`NODE_TOO_OLD: Node ${process.versions.node} is too old; install Node ${major}.${minor} or later.`);
}

function installWhenNeeded() {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  process.stderr.write('  installing packages (once, and after package-lock.json changes) …\n');
  // Not `npm ci`: the lock cannot name the optional packages of every platform.
  const flags = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const { status, error } = spawnSync(npm[0], [...npm.slice(1), ...flags], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32' && npm.length === 1,
  });
  if (status !== 0)
    fail(
      `INSTALL_FAILED: npm install failed (${error?.message ?? `exit status ${status}`}); see above, then try again.`,
    );
  writeFileSync(stampFile, hash);
}

requireNode(20, 18);
installWhenNeeded();
const args = process.argv.slice(2);
const module =
  args[0] === '--run'
    ? resolve(root, args.splice(0, 2)[1] ?? fail('OPTIONS: --run needs a file.'))
    : join(root, 'stack', 'main.ts');
// In this very process: signals, exit status and the terminal need no passing on, and killing it kills the stack.
process.argv = [process.argv[0], module, ...args];
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(module).href);
