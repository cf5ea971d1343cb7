import type {
  Coverage,
  Expectation,
  RunFileDeclaration,
} from '../../../core/run-folder/files/declaration.ts';
import { runFiles } from '../../../core/run-folder/files/index.ts';
import { counters, type SeriesLine } from '../../../core/run-folder/files/series.ts';
import { isJudged } from '../../../core/run-folder/manifest/phase.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { FileState } from '../../evidence/file-state.ts';
import { bytes, count, list, percent } from '../../words.ts';
import type { Rule } from '../case.ts';

/** Fraction of the judged seconds that a file must cover. */
const least = 0.95;
/** Missing files told of one by one. */
const mostSentences = 3;

/**
 * Nothing that a run must have seen may be missing in silence: a file that was expected and is not there, is empty, was
 * cut, or covers too little of the judged time makes a pass impossible.
 */
export const evidenceComplete: Rule = ({ evidence }) => {
  const { files, manifest } = evidence;
  const output = files.of({ name: manifest.engine.output });
  const expectations = [
    { file: output, expectation: { because: 'every run keeps what its engine wrote' } },
    ...Object.values<RunFileDeclaration>(runFiles).map((declaration) => ({
      file: files.of(declaration),
      expectation: declaration.expected?.(manifest),
    })),
  ];
  const problems = [
    ...missingProblems(evidence, expectations),
    ...expectations.flatMap(({ file, expectation }) => problemsOf(evidence, file, expectation)),
    ...readingProblems(evidence),
  ];
  return problems.map((summary) => ({ severity: 'inconclusive', summary }));
};

/** Each missing file with the reason for which it was expected; of many, only the names. */
function missingProblems(
  { manifest }: Evidence,
  expectations: readonly { file: FileState; expectation: Expectation | undefined }[],
): string[] {
  const missing = expectations.flatMap(({ file: { name, bytes }, expectation }) => {
    if (bytes !== undefined) return [];
    const because =
      expectation?.because ?? (name in (manifest.files ?? {}) ? 'the run wrote it' : undefined);
    return because === undefined ? [] : [{ name, because }];
  });
  if (missing.length <= mostSentences)
    return missing.map(({ name, because }) => `${name} is missing: ${because}.`);
  const names = missing.map(({ name }) => name);
  return [`${count(missing.length)} files of the run folder are missing: ${list(names, 6)}.`];
}

function problemsOf(
  evidence: Evidence,
  file: FileState,
  expectation: Expectation | undefined,
): string[] {
  const written = evidence.manifest.files?.[file.name];
  if (file.bytes === undefined) return [];
  if (written !== undefined && file.bytes < written)
    return [`${file.name} was cut: ${bytes(file.bytes)} of ${bytes(written)} are left.`];
  if (expectation === undefined) return [];
  const isEmpty = file.records === undefined ? file.bytes === 0 : file.records === 0;
  if (isEmpty && expectation.mayBeEmpty !== true)
    return [`${file.name} is empty: ${expectation.because}.`];
  return expectation.coverage === undefined
    ? []
    : coverageProblems(evidence, file, expectation.coverage);
}

/** Only of phases that ended in order: a run that did not is told of as a whole. */
function coverageProblems(evidence: Evidence, file: FileState, coverage: Coverage): string[] {
  const busy = busySeconds(evidence.series);
  const wanted: number[] = [];
  for (const { lasted } of evidence.phases.filter(isJudged)) {
    for (let second = lasted?.from ?? 0; second < (lasted?.to ?? 0); second += 1)
      if (coverage !== 'seconds-with-requests' || busy.has(second)) wanted.push(second);
  }
  // A request is counted when its answer has come, and logged when it was sent: that may be the second before.
  const reach = coverage === 'seconds-with-requests' ? 1 : coverage.everySeconds;
  const covered = wanted.filter((second) => isNear(file.seconds, second, reach)).length;
  if (wanted.length === 0 || covered / wanted.length >= least) return [];
  return [
    `${file.name} covers ${count(covered)} of ${count(wanted.length)} s of the load that is judged (${percent(covered / wanted.length)}; at least ${percent(least)} are needed).`,
  ];
}

/** Seconds in which the engine counted requests. */
function busySeconds(series: readonly SeriesLine[]): Set<number> {
  return new Set(
    series.flatMap((line) => ((line.counters[counters.requests] ?? 0) > 0 ? [line.t] : [])),
  );
}

function isNear(seconds: ReadonlySet<number>, second: number, reach: number): boolean {
  for (let away = 0; away <= reach; away += 1)
    if (seconds.has(second - away) || seconds.has(second + away)) return true;
  return false;
}

/** What the engine's own output could not tell. */
function readingProblems({ manifest: { engine, endedAt } }: Evidence): string[] {
  const { reading, output } = engine;
  if (reading === undefined)
    return endedAt === undefined ? [] : [`${output} was not read to its end.`];
  const first = reading.firstMalformed;
  const example = first === undefined ? '' : `, the first in line ${first.line}: ${first.reason}`;
  return [
    ...(reading.malformed === 0
      ? []
      : [
          `${count(reading.malformed)} of ${count(reading.records)} records of ${output} could not be read${example}.`,
        ]),
    ...(reading.truncated ? [`${output} ended within a record, which was left out.`] : []),
  ];
}
