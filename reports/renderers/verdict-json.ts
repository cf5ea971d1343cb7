import type { Renderer } from './renderer.ts';

/** The verdict for programs, see verdict/schema.ts. */
export const verdictJson: Renderer = {
  file: 'verdict',
  render: (_, verdict) => `${JSON.stringify(verdict, undefined, 2)}\n`,
};
