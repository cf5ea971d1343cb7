import { join } from 'node:path';
import { handOver } from '../../bin/hand-over.mjs';
import { k6 } from '../steps/k6.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';
import { clusterPackages, systemPackages } from '../steps/system-packages.mjs';

/**
 * Measurements that take too long for a test.
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function bench(root) {
  return {
    steps: [npmPackages(root), systemPackages(clusterPackages), k6(['v2'])],
    run: ({ node, args }) =>
      handOver(node, [join(root, 'bench', 'main.ts'), ...args], { cwd: root }),
  };
}
