import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import type { Provider } from '../../../core/formats/chaos-experiment.ts';

/** What an activity came to: the exit status of a program, or the status of an answer, and what it said. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** An exit of 0, or an answer below 400. */
  readonly succeeded: boolean;
}

const usualTimeoutSeconds = 60;

/**
 * Does what a provider says, its values filled in. A program that takes too long is ended with all that it started.
 * @throws Error when it took too long, could not be started or did not answer
 */
export async function perform(provider: Provider): Promise<Outcome> {
  const { timeout = usualTimeoutSeconds } = provider;
  return provider.type === 'http' ? request(provider, timeout) : run(provider, timeout);
}

async function run(
  { path, arguments: given = [] }: Extract<Provider, { type: 'process' }>,
  timeout: number,
): Promise<Outcome> {
  const [command, args] =
    typeof given === 'string'
      ? ['/bin/sh', ['-c', `exec "$0" ${given}`, path]]
      : [path, (Array.isArray(given) ? given : Object.entries(given).flat()).map(String)];
  // A group of its own, so that nothing of it is left when it takes too long.
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, timeout * 1000);
  try {
    const [[code], stdout, stderr] = await Promise.all([
      once(child, 'close') as Promise<[number | null]>,
      text(child.stdout),
      text(child.stderr),
    ]);
    if (isLate) throw new Error(`it took longer than ${timeout} s`);
    const status = code ?? -1;
    return { status, stdout, stderr, succeeded: status === 0 };
  } finally {
    clearTimeout(late);
  }
}

async function request(
  { url, method = 'GET', headers = {}, arguments: given = {} }: Extract<Provider, { type: 'http' }>,
  timeout: number,
): Promise<Outcome> {
  const place = new URL(url);
  const isGet = method.toUpperCase() === 'GET';
  if (isGet)
    for (const [name, value] of Object.entries(given)) place.searchParams.set(name, String(value));
  const isJson = headers['Content-Type'] === 'application/json';
  const form = new URLSearchParams(
    Object.entries(given).map(([name, value]) => [name, String(value)]),
  );
  const body = isGet ? {} : { body: isJson ? JSON.stringify(given) : form };
  const signal = AbortSignal.timeout(timeout * 1000);
  const answer = await fetch(place, { method, headers, ...body, signal, redirect: 'manual' });
  const { status } = answer;
  return { status, stdout: await answer.text(), stderr: '', succeeded: status < 400 };
}
