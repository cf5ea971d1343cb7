import type { DefinitionSet } from '../../definitions/definition.ts';
import { renderLocation } from '../../../core/source/location.ts';
import { childrenOf } from '../../play/alarm-names.ts';
import type { FileResult, MathResult, RangeDependence, TestResult } from '../run/result.ts';
import { resultsOf } from '../run/result.ts';
import { legend } from '../../play/picture/draw.ts';
import { pictureOf } from '../picture/picture-of-test.ts';
import { coverageText } from './coverage.ts';
import type { Page, Printed, TestReport } from './reporter.ts';

/** What came of the tests, for people: a line a test, and of those that fail what differs and a picture. */
export function textReport({ files, coverage, strictRange }: TestReport, page: Page): Printed {
  const options = { ...page, strictRange };
  const tests = files.flatMap(resultsOf);
  const lines = files.flatMap((file) => [
    page.style('bold', file.file),
    ...file.tests.flatMap((test) => testLines(file, test, options)),
    ...file.math.flatMap((test) => [headOf(test, options), ...failureLines(test)]),
  ]);
  const failed = tests.filter(({ outcome }) => outcome === 'fail').length;
  const flagged = files
    .flatMap(({ tests: ofAlarms }) => ofAlarms)
    .filter(({ rangeDependence }) => rangeDependence !== undefined).length;
  const milliseconds = tests.reduce((sum, test) => sum + test.milliseconds, 0);
  const summary = [
    `${tests.length - failed} passed`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(flagged === 0 ? [] : [`${flagged} depending on the evaluation range`]),
  ];
  const gap = lines.at(-1) === '' ? [] : [''];
  const last = `${summary.join(', ')} (${duration(milliseconds)})`;
  const text = [...lines, ...gap, last].map((line) => `${line}\n`).join('');
  return { stdout: text + coverageText(coverage) };
}

type TextOptions = Page & Pick<TestReport, 'strictRange'>;

function testLines(file: FileResult, result: TestResult, options: TextOptions): string[] {
  const { style } = options;
  const head = headOf(result, options);
  const failures = failureLines(result);
  const notes = notesOn(file.set, result).map((note) => `    note: ${note}`);
  const range =
    result.rangeDependence === undefined ? [] : rangeLines(result.rangeDependence, options);
  if (result.outcome === 'pass') return [head, ...range];
  const picture = pictureOf(file.set, result, options.width - 4);
  return [
    head,
    ...failures,
    ...range,
    ...notes,
    '',
    ...picture.map((line) => (line === '' ? '' : `    ${line}`)),
    `    ${style('dim', legend())}`,
    '',
  ];
}

function headOf({ outcome, test, milliseconds }: TestResult | MathResult, { style }: TextOptions) {
  const mark = outcome === 'pass' ? style('green', 'pass') : style('red', 'FAIL');
  return `  ${mark} ${test.name} ${style('dim', `(${duration(milliseconds)})`)}`;
}

function failureLines({ failures }: TestResult | MathResult): string[] {
  return failures.flatMap(({ alarm, problem, location }) => [
    `    ${alarm}: ${problem}`,
    `      at ${renderLocation(location)}`,
  ]);
}

/** What the simulation says of the alarms that did otherwise, and of those under them; not of all the others. */
function notesOn(set: DefinitionSet, { failures, timeline }: TestResult): string[] {
  const failed = failures.map(({ alarm }) => alarm);
  const relevant = new Set([...failed, ...failed.flatMap((alarm) => childrenOf(set, alarm))]);
  return timeline.notes
    .filter(({ alarm }) => alarm === undefined || relevant.has(alarm))
    .map(({ alarm, note }) => (alarm === undefined ? note : `${alarm}: ${note}`));
}

function rangeLines(
  { passes, fails, failure }: RangeDependence,
  { style, strictRange }: TextOptions,
): string[] {
  const word = strictRange ? style('red', 'range:') : style('yellow', 'range:');
  return [
    `    ${word} the verdict depends on the evaluation range, which AWS does not document.`,
    `      It passes with ${passes.join(', ')}; with ${fails.join(', ')} it fails:`,
    `      ${failure.alarm}: ${failure.problem}`,
  ];
}

function duration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
