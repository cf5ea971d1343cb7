import { join } from 'node:path';
import { handOver } from '../../bin/hand-over.mjs';
import { k6 } from '../steps/k6.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';
import { clusterPackages, systemPackages } from '../steps/system-packages.mjs';

/**
 * The main job: `bilancia start`.
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function start(root) {
  return {
    steps: [npmPackages(root), systemPackages(clusterPackages), k6(['v2'])],
    run: ({ node, args }) => handOver(node, [join(root, 'cli', 'main.ts'), 'start', ...args]),
  };
}
