import { runFiles } from '../../core/run-folder/files/index.ts';
import type { Renderer } from './renderer.ts';

/** The verdict for programs, see verdict/schema.ts. */
export const verdictJson: Renderer = {
  name: runFiles.verdict.name,
  render: (_, verdict) => `${JSON.stringify(verdict, undefined, 2)}\n`,
};
