import type { Context } from '../core/context.ts';
import { hasCode } from '../core/errors.ts';

/**
 * The context of a real process. The first Ctrl-C or polite kill asks for an early, complete end; a second one finds no
 * listener any more and ends the process at once, as the system does by default.
 */
export function processContext(): Context {
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => interruption.abort(signal));
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      // Whoever read our output has gone (`| head`): no reason to fail, but none to go on for long either.
      if (!hasCode(error, 'EPIPE')) throw error;
      interruption.abort('EPIPE');
    });
  }
  return {
    process: { stdout: process.stdout, stderr: process.stderr, env: process.env },
    workingDirectory: process.cwd(),
    now: Date.now,
    interrupted: interruption.signal,
  };
}
