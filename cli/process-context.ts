import type { Context } from '../core/context.ts';
import { hasCode, knownError } from '../core/errors.ts';

/** A signal within this time of the first is the same one, delivered twice: by the terminal and by npm. */
const sameSignalMs = 500;

/**
 * The context of a real process. The first Ctrl-C or polite kill asks for an early, complete end; a second one ends the
 * process at once, as the system does where nobody listens.
 */
export function processContext(): Context {
  const interruption = new AbortController();
  let interruptedAt = Number.POSITIVE_INFINITY;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (!interruption.signal.aborted) {
      interruptedAt = Date.now();
      interruption.abort(signal);
    } else if (Date.now() - interruptedAt > sameSignalMs) {
      process.off(signal, onSignal);
      process.kill(process.pid, signal);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
      // Whoever read our output has gone (`| head`): no reason to fail, but none to go on for long either.
      if (hasCode(error, 'ENOSPC')) throw knownError('disk-full', { path: 'the output' }, error);
      if (!hasCode(error, 'EPIPE')) throw error;
      interruption.abort('EPIPE');
    });
  }
  return {
    process: {
      // Asked for only by commands that read it: the first look at it opens it.
      get stdin() {
        return process.stdin;
      },
      stdout: process.stdout,
      stderr: process.stderr,
      env: process.env,
    },
    workingDirectory: process.cwd(),
    now: Date.now,
    interrupted: interruption.signal,
  };
}
