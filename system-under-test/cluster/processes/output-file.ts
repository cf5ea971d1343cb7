import { closeSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
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

/**
 * A file that several processes write to, one after the other or at once, which write wherever they are: HAProxy
 * sets its output's flags when it first logs, and O_APPEND goes. With an opening of its own each would begin at the
 * start, over what is there. So all of them inherit one opening, which has one position, for as long as the file is
 * the one at this path.
 */
export function sharedOutput(what: string, path: string): () => OutputFile {
  let opened: OutputFile | undefined;
  return () => {
    if (opened === undefined || opened.problem() !== undefined) {
      opened?.close();
      opened = openOutput(what, path, 'a+');
      if (opened.descriptor !== 'ignore') seekEnd(opened.descriptor);
    }
    return { ...opened, close: () => undefined };
  };
}

/** Node cannot seek, but what reads a file to its end is there. */
function seekEnd(descriptor: number): void {
  const block = Buffer.alloc(1 << 16);
  while (readSync(descriptor, block) > 0);
}

/** Opens a file to append to, and its folder if need be. */
export function openOutput(what: string, path: string, flags: 'a' | 'a+' = 'a'): OutputFile {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const descriptor = openSync(path, flags, 0o600);
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
