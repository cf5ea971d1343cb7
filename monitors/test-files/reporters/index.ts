import type { Reporter } from './reporter.ts';

/**
 * Every reporter by the name of its format, loaded when it is asked for, because the command line starts with the names
 * alone. To add one: a file beside this one, and its line here.
 */
export const reporters = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  junit: async () => (await import('./junit.ts')).junitReport,
} satisfies Record<string, () => Promise<Reporter>>;

export type TestFormat = keyof typeof reporters;
