import type { Reporter } from './report.ts';

/**
 * Every reporter by the name of its format, loaded when it is asked for, because the command line starts with the names
 * alone. To add one: a file beside this one, and its line here.
 */
export const reporters = {
  text: async () => (await import('./text.ts')).textReport,
  json: async () => (await import('./json.ts')).jsonReport,
  sarif: async () => (await import('./sarif.ts')).sarifReport,
  gitlab: async () => (await import('./gitlab.ts')).gitlabReport,
} satisfies Record<string, () => Promise<Reporter>>;

export type LintFormat = keyof typeof reporters;
