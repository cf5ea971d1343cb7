import type { Notes } from '../syntax/undocumented.ts';

/** Whether a line matches; with `notes` it also collects what the answer rests on that AWS does not document. */
export type LineTest = (line: string, notes?: Notes) => boolean;
