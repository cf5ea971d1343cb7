import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { npmPackages } from '../steps/npm-packages.mjs';
import { tool, toolEnvironment } from './task.mjs';

/** Types, lint and format of everything, side by side. */
const checks = [
  { name: 'types', program: 'tsc', args: ['-p', 'tsconfig.json'] },
  {
    name: "types of the report's page",
    program: 'tsc',
    args: ['-p', 'reports/html/page/tsconfig.json'],
  },
  {
    name: 'types of the booking page',
    program: 'tsc',
    args: ['-p', 'system-under-test/pms/front-end/app/tsconfig.json'],
  },
  {
    name: 'types of the browsers',
    program: 'tsc',
    args: ['-p', 'scenarios/k6/browsers/tsconfig.json'],
  },
  { name: 'lint', program: 'oxlint', args: ['--type-aware'] },
  { name: 'format', program: 'oxfmt', args: ['--check'] },
];

/**
 * @param {string} root
 * @returns {import('./task.mjs').Task}
 */
export function check(root) {
  return { steps: [npmPackages(root)], run: () => runChecks(root) };
}

/**
 * Prints what the checks that failed said, and one line for each.
 * @param {string} root
 * @returns {Promise<number>} exit status
 */
export async function runChecks(root) {
  const applicable = checks.filter(
    ({ program, args }) => program !== 'tsc' || existsSync(join(root, args[1] ?? '')),
  );
  const results = await Promise.all(applicable.map((one) => runCheck(one, root)));
  for (const { name, status, output } of results) {
    if (status !== 0) process.stdout.write(output);
    process.stdout.write(`check ${name}: ${status === 0 ? 'ok' : 'FAILED'}\n`);
  }
  return results.every(({ status }) => status === 0) ? 0 : 1;
}

/**
 * @param {(typeof checks)[number]} check
 * @param {string} root
 * @returns {Promise<{ name: string, status: number | null, output: string }>}
 */
function runCheck({ name, program, args }, root) {
  const child = spawn(tool(root, program), args, {
    cwd: root,
    env: toolEnvironment(root),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => resolve({ name, status, output }));
  });
}
