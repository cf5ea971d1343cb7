import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handOver } from '../../bin/hand-over.mjs';
import { optional } from '../ground/optional.mjs';
import { artillery } from '../steps/artillery.mjs';
import { k6 } from '../steps/k6.mjs';
import { npmPackages } from '../steps/npm-packages.mjs';
import { pythonPrograms } from '../steps/python-programs.mjs';
import { systemPackages, testPackages } from '../steps/system-packages.mjs';
import { runChecks } from './check.mjs';
import { tool, toolEnvironment } from './task.mjs';

/** Programs of others that tests need; tests of what cannot be had are skipped, and with `CI` set they fail. */
const outsideTools = [
  systemPackages(testPackages),
  k6(['v2', 'v1-xk6-ts']),
  artillery,
  pythonPrograms,
].map(optional);

/**
 * The checks, then every test; arguments go to vitest.
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function test(root) {
  return {
    steps: [npmPackages(root), ...outsideTools],
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
    const reporters = ['default', './tests/outside-tools/reporter.ts', 'json'].map(
      (name) => `--reporter=${name}`,
    );
    const options = { cwd: root, env: toolEnvironment(root) };
    const all = ['run', ...reporters, `--outputFile.json=${results}`, ...args];
    const status = await handOver(tool(root, 'vitest'), all, options);
    const { passed, failed, skipped } = count(JSON.parse(readFileSync(results, 'utf8')));
    const left = skipped === 0 ? '' : `, ${skipped} skipped`;
    process.stdout.write(`${passed} passed, ${failed} failed${left}\n`);
    return status;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Tests that passed, failed and were skipped; a file that fails without a failed test counts as one failure.
 *
 * @typedef {{ status: string, assertionResults: { status: string }[] }} FileResult
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, testResults: FileResult[] }} results
 */
export function count({ numPassedTests, numFailedTests, numPendingTests, testResults }) {
  const broken = testResults.filter(
    (file) =>
      file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  return {
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests,
  };
}
