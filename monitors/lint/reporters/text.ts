import type { LintFinding } from '../rule/finding.ts';
import { renderLocation } from '../../../core/source/location.ts';
import { pageOf } from '../rule/rule.ts';
import { countOf, type LintReport, type Page, type Paint } from './report.ts';

const colors = { error: 'red', warning: 'yellow', info: 'blue' } as const;
const indent = '    ';

/** Findings under the definition they are about, and one line that counts them. */
export function textReport(report: LintReport, { width, paint }: Page): string {
  const groups = Map.groupBy(report.findings, headingOf);
  const lines = [...groups].flatMap(([heading, findings]) => [
    paint('bold', heading),
    ...findings.flatMap((finding) => findingLines(finding, width, paint)),
    '',
  ]);
  return [...lines, summaryOf(report)].map((line) => `${line}\n`).join('');
}

function headingOf({ subject, location }: LintFinding): string {
  return location === undefined ? subject : `${renderLocation(location)}: ${subject}`;
}

function findingLines(finding: LintFinding, width: number, paint: Paint): string[] {
  const { rule, severity, summary, details } = finding;
  const body = details.split('\n').flatMap((line) =>
    // A line of the user's text and the caret below it stay as they are.
    line.startsWith('  ') ? [line] : wrap(line, width - indent.length),
  );
  const name = `${paint(colors[severity], severity)} ${rule}`;
  return [
    `  ${name}`,
    ...wrap(summary, width - indent.length).map((line) => indent + line),
    ...body.map((line) => indent + line),
    indent + paint('dim', pageOf({ name: rule })),
  ];
}

/** Breaks a text at blanks; a word that is longer than a line gets a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (current !== '' && current.length + 1 + word.length > width) {
      lines.push(current);
      current = '';
    }
    current += current === '' ? word : ` ${word}`;
  }
  return current === '' ? lines : [...lines, current];
}

function summaryOf({ findings, hidden, definitions }: LintReport): string {
  const counts = countOf(findings);
  const found = [
    counted(counts.error, 'error'),
    counted(counts.warning, 'warning'),
    `${counts.info} info`,
  ].join(', ');
  const left = hidden === 0 ? '' : ` (${hidden} of lower severity not shown)`;
  return `${found} in ${counted(definitions, 'definition')}${left}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
