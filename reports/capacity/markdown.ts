import { plain, table } from '../renderers/markdown-text.ts';
import type { CapacityReport } from './analyze.ts';
import { tablesOf } from './rows.ts';

/** A capacity report as Markdown. */
export function capacityMarkdown(report: CapacityReport): string {
  const { outcome, sentences, notTold } = report;
  const listed = (lines: readonly string[]): string =>
    lines.map((line) => `- ${plain(line)}`).join('\n');
  const parts = [
    `# Capacity: ${outcome}`,
    listed(sentences),
    ...(notTold.length === 0 ? [] : ['## Not told by the runs', listed(notTold)]),
    ...tablesOf(report).flatMap(({ heading, lead, titles, rows }) => [
      `## ${heading}`,
      plain(lead),
      table(
        [titles, ...rows].map((row) => row.map(plain)),
        rows.length,
        '---',
      ),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}
