import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const before = process.env['TMPDIR'];
const originalRoot = tmpdir();

/** A temporary folder of one test, in which clusters are started; its name is found in all their processes. */
export interface ClusterSandbox {
  readonly path: string;
  /** Names of what is in it. */
  readonly content: () => string[];
  readonly remove: () => void;
}

export function openClusterSandbox(): ClusterSandbox {
  const path = mkdtempSync(join(originalRoot, 'bil-'));
  process.env['TMPDIR'] = path;
  return {
    path,
    content: () => readdirSync(path),
    remove: () => {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      rmSync(path, { recursive: true, force: true });
    },
  };
}
