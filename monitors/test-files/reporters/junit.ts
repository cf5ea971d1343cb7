import { pictureOf } from '../picture/picture-of-test.ts';
import type { FileResult, MathResult, TestResult } from '../run/result.ts';
import { resultsOf } from '../run/result.ts';
import { coverageText } from './coverage.ts';
import type { Printed, TestReport } from './reporter.ts';

const pictureWidth = 100;

/** What came of the tests as a JUnit file, for CI systems: a suite a file. JUnit has no place for coverage. */
export function junitReport({ files, coverage }: TestReport): Printed {
  const suites = files.map((file) => {
    const results = resultsOf(file);
    const failures = results.filter(({ outcome }) => outcome === 'fail').length;
    const attributes = attributesOf({
      name: file.file,
      tests: results.length,
      failures,
      time: seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
    });
    const cases = results.flatMap((test) => caseLines(file, test));
    return [`  <testsuite ${attributes}>`, ...cases, '  </testsuite>'].join('\n');
  });
  const document = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="bilancia monitors test">',
    ...suites,
    '</testsuites>',
    '',
  ];
  return { stdout: document.join('\n'), stderr: coverageText(coverage) };
}

function caseLines(file: FileResult, result: TestResult | MathResult): string[] {
  const { test, location, milliseconds, outcome } = result;
  const rangeDependence = 'timeline' in result ? result.rangeDependence : undefined;
  const attributes = attributesOf({
    name: test.name,
    classname: file.file,
    file: location.file,
    line: location.line ?? 1,
    time: seconds(milliseconds),
  });
  if (outcome === 'pass' && rangeDependence === undefined) return [`    <testcase ${attributes}/>`];
  const range =
    rangeDependence === undefined
      ? []
      : [
          `The verdict depends on the evaluation range: it passes with ${rangeDependence.passes.join(', ')}, not with ${rangeDependence.fails.join(', ')}.`,
        ];
  const body =
    outcome === 'pass'
      ? [`      <system-out>${escaped(range.join('\n'))}</system-out>`]
      : failureLines(file, result, range);
  return [`    <testcase ${attributes}>`, ...body, '    </testcase>'];
}

function failureLines(
  file: FileResult,
  result: TestResult | MathResult,
  range: readonly string[],
): string[] {
  const problems = [
    ...result.failures.map(({ alarm, problem }) => `${alarm}: ${problem}`),
    ...range,
  ];
  const picture = 'timeline' in result ? ['', ...pictureOf(file.set, result, pictureWidth)] : [];
  const text = [...problems, ...picture].join('\n');
  const message = attributesOf({ message: problems[0] ?? '' });
  return [`      <failure ${message}>${escaped(text)}</failure>`];
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ');
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML 1.0 has no place for most control characters, not even escaped. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
