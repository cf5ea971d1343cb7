import { folded, plain, table } from '../renderers/markdown-text.ts';
import type { CapacityReport } from './analyze.ts';
import { tablesOf } from './rows.ts';

/** A capacity report as Markdown. */
export function capacityMarkdown(report: CapacityReport): string {
  const { outcome, sentences, notTold } = report;
  const parts = [
    `# Capacity: ${outcome}`,
    listed(sentences),
    ...(notTold.length === 0 ? [] : ['## Not told by the runs', listed(notTold)]),
    ...tablesOf(report).flatMap(({ heading, lead, titles, rows, formulas = [] }) => [
      `## ${heading}`,
      plain(lead),
      table(
        [titles, ...rows].map((row) => row.map(plain)),
        rows.length,
        '---',
      ),
      ...(formulas.length === 0
        ? []
        : [
            folded(
              'How each figure of the first plan comes about',
              listed(formulas.map((pair) => pair.join(': '))),
            ),
          ]),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function listed(lines: readonly string[]): string {
  return lines.map((line) => `- ${plain(line)}`).join('\n');
}
