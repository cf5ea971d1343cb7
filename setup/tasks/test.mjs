import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handOver } from '../../bin/hand-over.mjs';
import { k6 } from '../steps/k6.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';
import { systemPackages, testPackages } from '../steps/system-packages.mjs';
import { runChecks } from './check.mjs';
import { tool, toolEnvironment } from './task.mjs';

/**
 * The checks, then every test; arguments go to vitest.
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function test(root) {
  return {
    steps: [npmPackages(root), systemPackages(testPackages), k6(['v2', 'v1-xk6-ts'])],
    run: async ({ args }) => {
      const checked = await runChecks(root);
      const tested = await runTests(root, args);
      if (checked !== 0) process.stdout.write('A check FAILED, see above the tests.\n');
      return checked === 0 ? tested : checked;
    },
  };
}

/**
 * @param {string} root
 * @param {readonly string[]} args
 */
async function runTests(root, args) {
  const folder = mkdtempSync(join(tmpdir(), 'bilancia-test-'));
  const results = join(folder, 'results.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
    const options = { cwd: root, env: toolEnvironment(root) };
    const status = await handOver(tool(root, 'vitest'), ['run', ...reporters, ...args], options);
    const { passed, failed } = count(JSON.parse(readFileSync(results, 'utf8')));
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Tests that passed and failed; a file that fails before its first test counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} results
 */
export function count({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}
