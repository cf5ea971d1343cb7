/** Names of the reporters; a file of its own, because the command line needs no more to start. */
export const lintFormats = ['text', 'json', 'sarif', 'gitlab'] as const;
export type LintFormat = (typeof lintFormats)[number];
