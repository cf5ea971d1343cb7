import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
const compiler = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');

/** Made for speed, with nothing of AssemblyScript's own in it. */
const options = ['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub'];

/**
 * Compiles a module written in AssemblyScript, with `pages` of 64 KiB of memory, which never grow; the same source gives
 * the same bytes.
 * @throws with what the compiler says of a source that is not right
 */
export async function compileAssembly(
  source: string,
  target: string,
  pages: number,
): Promise<void> {
  const memory = ['--initialMemory', String(pages), '--maximumMemory', String(pages)];
  await run(process.execPath, [compiler, source, ...options, ...memory, '--outFile', target], {
    cwd: root,
  });
}
