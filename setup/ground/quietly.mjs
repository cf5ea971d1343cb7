import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Interrupted, SetUpError } from './set-up-error.mjs';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program without showing what it prints; when it fails, the error shows the end of it. Signals are passed on.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptionsWithoutStdio & { onLine?: (line: string) => void }} [options]
 * @returns {Promise<void>}
 * @throws {SetUpError} when it does not end with 0
 * @throws {Interrupted} when a signal came; the program has ended then
 */
export async function quietly(program, args, { onLine, ...options } = {}) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  /** @type {string[]} */
  const lines = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      lines.push(line);
      onLine?.(line);
    });
  }
  /** @type {NodeJS.Signals | undefined} */
  let interruption;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    interruption = signal;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  const status = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  }).finally(() => {
    for (const signal of signals) process.off(signal, passOn);
  });
  if (interruption !== undefined) throw new Interrupted(interruption);
  if (status === 0) return;
  throw new SetUpError(
    `"${[program, ...args].join(' ')}" ended with ${status}. The end of what it said:\n${lines.slice(-20).join('\n')}`,
  );
}
