import { closeSync, fstatSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf } from '../../../core/errors.ts';

/** A file that a process writes to, opened for it. A process runs without one rather than not at all. */
export interface OutputFile {
  /** What it is to the part: `log`, `access log`. */
  readonly what: string;
  /** For the process to inherit. */
  readonly descriptor: number | 'ignore';
  /** Why what the process writes is lost; undefined when it is not. */
  readonly problem: () => string | undefined;
  /** Once the process has it. */
  readonly close: () => void;
}

/** Opens a file to append to, and its folder if need be. */
export function openOutput(what: string, path: string): OutputFile {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const descriptor = openSync(path, 'a', 0o600);
    const { dev, ino } = fstatSync(descriptor);
    return {
      what,
      descriptor,
      problem: () => {
        const now = statSync(path, { throwIfNoEntry: false });
        return now?.dev === dev && now.ino === ino
          ? undefined
          : `its ${what} was removed: what it writes is lost until it is started again`;
      },
      close: () => closeSync(descriptor),
    };
  } catch (error) {
    const problem = `its ${what} cannot be opened, so what it writes is lost until it is started again: ${reasonOf(error)}`;
    return { what, descriptor: 'ignore', problem: () => problem, close: () => undefined };
  }
}
