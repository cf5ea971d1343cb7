import { formatSpan } from '../../play/time.ts';
import type { Failure, MathResult, TestResult } from '../run/result.ts';
import { resultsOf } from '../run/result.ts';
import type { Printed, TestReport } from './reporter.ts';

/** What came of the tests, for programs: one JSON document. */
export function jsonReport({ files, coverage }: TestReport): Printed {
  const tests = files.flatMap(({ tests: ofAlarms }) => ofAlarms);
  const all = files.flatMap(resultsOf);
  const failed = all.filter(({ outcome }) => outcome === 'fail').length;
  const document = {
    outcome: failed === 0 ? 'pass' : 'fail',
    passed: all.length - failed,
    failed,
    dependingOnRange: tests.filter(({ rangeDependence }) => rangeDependence !== undefined).length,
    files: files.map((file) => ({ file: file.file, tests: resultsOf(file).map(testReport) })),
    ...(coverage === undefined ? {} : { coverage }),
  };
  return { stdout: `${JSON.stringify(document, undefined, 2)}\n` };
}

function testReport(result: TestResult | MathResult): object {
  const { test, location, outcome, failures } = result;
  return {
    name: test.name,
    line: location.line,
    outcome,
    milliseconds: Math.round(result.milliseconds),
    failures: failures.map(failureReport),
    ...('timeline' in result ? playedReport(result) : {}),
  };
}

function playedReport({ test: { start }, timeline, rangeDependence }: TestResult): object {
  return {
    ...(rangeDependence === undefined
      ? {}
      : { range: { ...rangeDependence, failure: failureReport(rangeDependence.failure) } }),
    transitions: timeline.transitions.map(({ at, ...transition }) => ({
      at: new Date(at).toISOString(),
      after: formatSpan(at - start),
      ...transition,
    })),
    actions: timeline.actions.map(({ at, message, ...action }) => ({
      at: new Date(at).toISOString(),
      after: formatSpan(at - start),
      ...action,
      message,
    })),
    notes: timeline.notes,
  };
}

function failureReport({ alarm, problem, location }: Failure): object {
  const { line, column } = location;
  return { alarm, problem, line, column };
}
