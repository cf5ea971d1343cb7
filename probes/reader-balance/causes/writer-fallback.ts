import type { Cause } from './cause.ts';

/** With no reader that it may give out, the reader endpoint leads to the writer; for a moment it does so in a failover, too. */
export const writerFallback: Cause = {
  name: 'writer-fallback',
  layer: 'dns',
  find: ({ facts: { authority, resolver } }) => {
    const answers = [authority, resolver].find((one) => one !== undefined && one.writer > 0);
    if (answers === undefined) return undefined;
    return `The reader endpoint fell back to the writer in ${answers.writer} of ${answers.windows.length} windows.`;
  },
};
