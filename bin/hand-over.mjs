import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Runs a program in this one's place: same terminal, its exit status is returned, signals are passed on. Ended by a
 * signal, it ends this process by the same one, so that whoever waits is told the truth.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export async function handOver(program, args, options = {}) {
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let child;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => void child?.kill(signal);
  // Before the program starts: a signal that came in between would end only this process.
  for (const signal of signals) process.on(signal, passOn);
  const started = spawn(...tied(program, args), { stdio: 'inherit', ...options });
  child = started;
  const ended = await new Promise((resolve, reject) => {
    started.once('error', reject);
    started.once('close', (status, signal) => resolve({ status, signal }));
  });
  for (const signal of signals) process.off(signal, passOn);
  if (ended.signal !== null) process.kill(process.pid, ended.signal);
  return ended.status ?? 2;
}

/** Linux ends a process politely as soon as its parent is gone, however it went, where this program asks for it. */
const setpriv = '/usr/bin/setpriv';

/**
 * The program as a child that does not outlive this process, even when this one is killed with -9. Elsewhere than on
 * Linux it is an ordinary child.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {[program: string, args: readonly string[]]}
 */
function tied(program, args) {
  if (process.platform !== 'linux' || !existsSync(setpriv)) return [program, args];
  return [setpriv, ['--pdeathsig', 'TERM', program, ...args]];
}
