import { cpSync, existsSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { handOver } from '../../bin/hand-over.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';
import { tool, toolEnvironment } from './task.mjs';

/** Folders that are published, compiled; what is no code in them is copied as it is. */
const published = [
  'cli',
  'core',
  'targets',
  'scenarios',
  'probes',
  'reports',
  'run',
  'monitors',
  'system-under-test',
  'setup',
];

/**
 * `dist`, which is what the published package runs: Node strips no types below node_modules.
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function build(root) {
  return {
    steps: [npmPackages(root)],
    run: async () => {
      const dist = join(root, 'dist');
      rmSync(dist, { recursive: true, force: true });
      // The code, then the types of what others import: the command needs none.
      for (const project of ['tsconfig.build.json', 'tsconfig.types.json']) {
        const options = { cwd: root, env: toolEnvironment(root) };
        const status = await handOver(tool(root, 'tsc'), ['-p', project], options);
        if (status !== 0) return status;
      }
      for (const folder of published.filter((name) => existsSync(join(root, name)))) {
        cpSync(join(root, folder), join(dist, folder), { recursive: true, filter: isAsset });
      }
      return 0;
    },
  };
}

/**
 * Whether a file, or a folder's content, goes into `dist` as it is.
 * @param {string} path
 */
function isAsset(path) {
  return (
    !/\.(ts|mjs|md|test\.\w+)$/.test(path) &&
    !['node_modules', 'fixtures', 'testing', 'examples', '__snapshots__', 'tsconfig.json'].includes(
      basename(path),
    )
  );
}
