import type { Renderer } from './renderer.ts';

/**
 * Every format that can be asked for, loaded when it is, because the command line starts with the names alone. To add one: a
 * file beside this one, and its line here.
 */
export const formats: Readonly<Record<string, () => Promise<Renderer>>> = {
  junit: async () => (await import('./junit.ts')).junit,
  gitlab: async () => (await import('./gitlab-load-performance.ts')).gitlabLoadPerformance,
  'github-summary': async () => (await import('./github-summary.ts')).githubSummary,
  'github-annotations': async () => (await import('./github-annotations.ts')).githubAnnotations,
  markdown: async () => (await import('./markdown.ts')).markdown,
  csv: async () => (await import('./csv.ts')).csv,
  json: async () => (await import('./verdict-json.ts')).verdictJson,
  html: async () => (await import('./report-html.ts')).reportHtml,
};
