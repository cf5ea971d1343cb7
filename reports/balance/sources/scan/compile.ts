import { join } from 'node:path';
import { compileAssembly } from '../../../../core/webassembly/compile.ts';
import { pages } from './layout.ts';

/** Compiles the module into a file. */
export async function compileScan(target: string): Promise<void> {
  await compileAssembly(join(import.meta.dirname, 'assembly', 'walk.ts'), target, pages);
}

if (import.meta.main) await compileScan(join(import.meta.dirname, 'scan.wasm'));
