/** Puts a finished report where it belongs, whole or not at all. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { AuditError, reasonOf } from '../error.ts';

/** To the file, which is replaced, or to the standard output. Throws an AuditError with code OUT_UNWRITABLE. */
export async function writeWhole(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    await new Promise<void>((done) => process.stdout.write(text, () => done()));
    return;
  }
  const aside = `${file}.${process.pid}.part`;
  try {
    await writeFile(aside, text);
    await rename(aside, file);
  } catch (error) {
    await rm(aside, { force: true });
    throw new AuditError(
      'OUT_UNWRITABLE',
      `the report cannot be written to ${file} (${reasonOf(error)}); check --out.`,
    );
  }
}
