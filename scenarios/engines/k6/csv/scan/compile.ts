import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..', '..', '..', '..');
const compiler = join(root, 'node_modules', 'assemblyscript', 'bin', 'asc.js');

/** Made for speed, with nothing of AssemblyScript's own in it; 35 pages of 64 KiB of memory, which never grow. */
const options = '-O3 --noAssert --enable simd --runtime stub --initialMemory 35 --maximumMemory 35';

/**
 * Compiles the module into a file; the same source gives the same bytes.
 * @throws with what the compiler says of a source that is not right
 */
export async function compileScan(target: string): Promise<void> {
  const source = join(import.meta.dirname, 'assembly', 'walk.ts');
  await run(process.execPath, [compiler, source, ...options.split(' '), '--outFile', target], {
    cwd: root,
  });
}

if (import.meta.main) await compileScan(join(import.meta.dirname, 'scan.wasm'));
