import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { StackError } from './error.ts';

const require = createRequire(import.meta.url);
const here = `${process.platform}-${process.arch}`;

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function packaged(name: string, file: string): string | null {
  try {
    return join(dirname(require.resolve(`${name}/package.json`)), file);
  } catch {
    return null;
  }
}

function binary(code: string, what: string, variable: string, name: string, file: string): string {
  const named = process.env[variable];
  if (named) {
    const path = resolve(named);
    if (executable(path)) return path;
    throw new StackError(code, `${variable} is ${named}, which is not an executable file; set it to a ${what} binary.`);
  }
  const path = packaged(name, process.platform === 'win32' ? `${file}.exe` : file);
  if (path && executable(path)) return path;
  throw new StackError(
    code,
    `no ${what} for ${here} is installed (npm package ${name}); run npm install, or set ${variable} to a ${what} binary.`,
  );
}

/** Graph Node's own binary, from npm or GND_BIN. */
export function gndBinary(): string {
  return binary('GND_MISSING', 'Graph Node (gnd)', 'GND_BIN', `@graphprotocol/gnd-${here}`, 'bin/gnd');
}

/** The platform's anvil, not its npm wrapper, which would be one more process to stop. */
export function anvilBinary(): string {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return binary('ANVIL_MISSING', 'anvil', 'ANVIL_BIN', `@foundry-rs/anvil-${process.platform}-${arch}`, 'bin/anvil');
}
