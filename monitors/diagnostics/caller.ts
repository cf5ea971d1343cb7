import { fileURLToPath } from 'node:url';
import type { Location } from '../../core/source/location.ts';

/**
 * Where `called` was called from, so that a message can point into the user's own file. Undefined where V8 does not say,
 * as for code that was typed at a prompt.
 */
export function callerOf(called: (...args: never[]) => unknown): Location | undefined {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, called);
  // Reading it makes the text: only then may the limit be what it was.
  const { stack = '' } = holder;
  Error.stackTraceLimit = limit;
  return placesIn(stack)[0];
}

/** The files, lines and columns that a stack names, innermost first; without those inside Node. */
export function placesIn(stack: string): Location[] {
  const frame = /^\s*at (?:async )?(?:.* \()?((?:file:\/\/|\/|[A-Za-z]:\\).*?):(\d+):(\d+)\)?$/gm;
  return [...stack.matchAll(frame)].map(([, file = '', line, column]) => ({
    file: file.startsWith('file:') ? fileURLToPath(file) : file,
    line: Number(line),
    column: Number(column),
  }));
}
