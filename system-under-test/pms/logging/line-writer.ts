import { writeSync } from 'node:fs';
import { reasonOf } from '../../../core/errors.ts';

/**
 * Writes lines to an open file, at once. A service must outlive a log that cannot be written, such as one on a full
 * disk: what is lost is counted, and told as soon as there is room again.
 */
export function lineWriter(descriptor: number): (line: string) => void {
  let lost = 0;
  let why = '';
  return (line) => {
    try {
      if (lost > 0) writeAll(descriptor, `${lost} log lines before this one are lost: ${why}\n`);
      lost = 0;
      writeAll(descriptor, line);
    } catch (error) {
      lost += 1;
      why = reasonOf(error);
    }
  };
}

/** A nearly full disk takes the beginning of a line. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
