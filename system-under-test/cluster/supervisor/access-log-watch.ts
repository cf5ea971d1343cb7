import { statSync } from 'node:fs';

/** A look may fall between an answer and its line; two in a row do not. */
const looksThatCount = 2;

/**
 * Looks whether the access log grows with the answers of one node. A process may have the file open and the file may
 * be there, and still no line comes. That the file was removed is for others to tell.
 * @param path of the access log, to which other nodes write as well
 */
export function accessLogWatch(path: string): {
  /** @param answers of this node since it was started. Returns what is wrong; undefined when nothing is. */
  readonly look: (answers: number) => string | undefined;
} {
  let answered = 0;
  let size = sizeOf(path);
  let silent = 0;
  let unlogged = 0;
  return {
    look: (answers) => {
      // A node that was started again counts anew.
      const more = answers < answered ? answers : answers - answered;
      const now = sizeOf(path);
      if (now === undefined || size === undefined || now !== size) {
        silent = 0;
        unlogged = 0;
      } else if (more > 0) {
        silent += 1;
        unlogged += more;
      }
      answered = answers;
      size = now;
      if (silent < looksThatCount) return undefined;
      return `it answers visitors, but its access log does not grow: ${unlogged.toLocaleString('en-US')} answers have no line`;
    },
  };
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
