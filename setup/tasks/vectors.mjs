import { join } from 'node:path';
import { handOver } from '../../bin/hand-over.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';

/**
 * Tries vector files against our statistics, for developers.
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function vectors(root) {
  return {
    steps: [npmPackages(root)],
    run: ({ node, args }) => handOver(node, [join(root, 'tests', 'vectors', 'main.ts'), ...args]),
  };
}
