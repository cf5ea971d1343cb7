import type {
  Expectation,
  RunFileDeclaration,
} from '../../../core/run-folder/files/declaration.ts';
import { runFiles } from '../../../core/run-folder/files/index.ts';
import { outputsOf } from '../../../core/run-folder/manifest/engine.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { type FileState, isLong, isShort } from '../../evidence/file-state.ts';
import { bytes, count, list, percent } from '../../words/figures.ts';
import { canTell, coverageOf } from '../coverage.ts';
import type { Rule } from '../judged-run.ts';

/** Fraction of the judged seconds that a file must cover. */
const least = 0.95;
/** Problems of a kind that are told one by one; of more, only the names of the files. */
const mostSentences = 3;

/**
 * Nothing that a run must have seen may be missing in silence: a file that was expected and is not there, is empty, was
 * cut, has more than the run wrote, or covers too little of the judged time makes a pass impossible.
 */
export const evidenceComplete: Rule = ({ evidence }) => {
  const files = filesOf(evidence);
  const problems = files.flatMap(({ file, expectation }) => problemOf(evidence, file, expectation));
  const told = new Set(problems.map(({ name }) => name));
  const unknown = files.filter(({ file }) => !told.has(file.name)).filter(isUnknown(evidence));
  return [
    ...Object.values(
      Map.groupBy(problems, ({ kind }) => kind)
        .values()
        .toArray(),
    ).flatMap(inSentences),
    ...(unknown.length === 0
      ? []
      : [
          `run.json does not tell how long the files were when the run ended, so some of ${list(
            unknown.map(({ file }) => file.name),
            files.length,
          )} may be missing.`,
        ]),
  ].map((summary) => ({ severity: 'inconclusive', summary }));
};

/** What became of these files, in sentences: those that were cut, have more, or cover too little of the judged time. */
export function lossesOf(
  evidence: Evidence,
  files: readonly { readonly name: string }[],
): string[] {
  const names = new Set(files.map(({ name }) => name));
  return inSentences(
    filesOf(evidence)
      .filter(({ file }) => names.has(file.name))
      .flatMap(({ file, expectation }) => problemOf(evidence, file, expectation))
      .filter(({ kind }) => kind === 'cut' || kind === 'changed' || kind === 'thin'),
  );
}

interface ExpectedFile {
  readonly file: FileState;
  readonly expectation: Expectation | undefined;
}

/** Each declared file, and the engine's own output, with what is expected of it. */
function filesOf({ files, manifest }: Evidence): ExpectedFile[] {
  return [
    ...outputsOf(manifest.engine).map((name) => ({
      file: files.of({ name }),
      expectation: { because: 'every run keeps what its engine wrote' },
    })),
    ...Object.values<RunFileDeclaration>(runFiles).map((declaration) => ({
      file: files.of(declaration),
      expectation: declaration.expected?.(manifest),
    })),
  ];
}

interface Problem {
  readonly kind: 'missing' | 'cut' | 'changed' | 'empty' | 'thin';
  readonly name: string;
  readonly detail: string;
}

/** The worst that is the matter with a file, if anything is. */
function problemOf(
  evidence: Evidence,
  file: FileState,
  expectation: Expectation | undefined,
): Problem[] {
  const { name } = file;
  const written = evidence.manifest.files?.[name];
  if (file.bytes === undefined) {
    const detail = expectation?.because ?? (written === undefined ? undefined : 'the run wrote it');
    return detail === undefined ? [] : [{ kind: 'missing', name, detail }];
  }
  if (isShort(evidence.manifest, file))
    return [{ kind: 'cut', name, detail: `${bytes(file.bytes)} of ${bytes(written ?? 0)} left` }];
  if (isLong(evidence.manifest, file))
    return [
      { kind: 'changed', name, detail: `${bytes(written ?? 0)} then, ${bytes(file.bytes)} now` },
    ];
  if (expectation === undefined) return [];
  const isEmpty = file.records === undefined ? file.bytes === 0 : file.records === 0;
  if (isEmpty && expectation.mayBeEmpty !== true)
    return [{ kind: 'empty', name, detail: expectation.because }];
  if (expectation.coverage === undefined) return [];
  const { covered, wanted } = coverageOf(evidence, file, expectation.coverage);
  if (wanted === 0 || covered / wanted >= least) return [];
  const detail = `${count(covered)} of ${count(wanted)} s, ${percent(covered / wanted)}`;
  return [{ kind: 'thin', name, detail }];
}

const sentences = {
  missing: ({ name, detail }) => `${name} is missing, though expected: ${detail}.`,
  cut: ({ name, detail }) => `${name} was cut: ${detail}.`,
  changed: ({ name, detail }) => `${name} has more than the run wrote: ${detail}.`,
  empty: ({ name, detail }) => `${name} is empty, though records are expected: ${detail}.`,
  thin: ({ name, detail }) =>
    `${name} covers too little of the judged time: ${detail}; at least ${percent(least)} needed.`,
} as const satisfies Record<Problem['kind'], (problem: Problem) => string>;

const ofMany = {
  missing: 'are missing',
  cut: 'were cut',
  changed: 'have more than the run wrote',
  empty: 'are empty, though records are expected',
  thin: 'cover too little of the judged time',
} as const satisfies Record<Problem['kind'], string>;

function inSentences(problems: readonly Problem[]): string[] {
  const [first] = problems;
  if (first === undefined) return [];
  if (problems.length <= mostSentences) return problems.map((one) => sentences[one.kind](one));
  const names = problems.map(({ name }) => name);
  return [`${count(names.length)} files ${ofMany[first.kind]}: ${list(names, names.length)}.`];
}

/**
 * Whether records could be missing from the end of a file and nothing would tell. A run that ended in order knows the
 * size of each; of one that crashed, the seconds that a file covers tell at least whether half of it is gone.
 */
function isUnknown({ manifest, ...evidence }: Evidence): (file: ExpectedFile) => boolean {
  return ({ file, expectation }) =>
    file.bytes !== undefined &&
    expectation !== undefined &&
    manifest.files?.[file.name] === undefined &&
    (manifest.endedAt !== undefined || !canTell(evidence, expectation.coverage));
}
