import { join } from 'node:path';
import { type RunFile, runFiles } from './files/index.ts';

/** Path of one file of the run folder `folder`. */
export function runFile(folder: string, file: RunFile): string {
  return join(folder, runFiles[file].name);
}
