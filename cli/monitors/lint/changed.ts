import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import type { DefinitionSet } from '../../../monitors/definitions/definition.ts';
import type { LintFinding } from '../../../monitors/lint/rule/finding.ts';

const run = promisify(execFile);

/** The lines of a file that have changed, from 1; undefined for a file that git does not know, which is all new. */
type Changes = ReadonlyMap<string, ReadonlySet<number> | undefined>;

/**
 * The findings about definitions of which a line has changed since a git revision. What is about no definition of a file,
 * or about a file that git does not know, stays.
 * @throws bad-value for what is no revision
 */
export async function aboutChanges(
  context: Context,
  revision: string,
  set: DefinitionSet,
  findings: readonly LintFinding[],
): Promise<readonly LintFinding[]> {
  const files = findings.flatMap(({ location }) => (location === undefined ? [] : [location.file]));
  const changes = await changesIn(context.workingDirectory, revision, [...new Set(files)]);
  const begins = Map.groupBy(
    set.definitions.flatMap(({ origin }) => (origin?.line === undefined ? [] : [origin])),
    ({ file }) => file,
  );
  return findings.filter(({ location }) => {
    if (location === undefined) return true;
    const lines = changes.get(location.file);
    if (lines === undefined) return true;
    const { line } = location;
    if (line === undefined) return lines.size > 0;
    const starts = (begins.get(location.file) ?? []).map((origin) => origin.line ?? 0);
    const next = Math.min(...starts.filter((start) => start > line));
    return [...lines].some((changed) => changed >= line && changed < next);
  });
}

async function changesIn(
  cwd: string,
  revision: string,
  files: readonly string[],
): Promise<Changes> {
  try {
    await run(
      'git',
      ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
      { cwd },
    );
  } catch (error) {
    const isHere = await run('git', ['rev-parse', '--git-dir'], { cwd }).then(
      () => true,
      () => false,
    );
    const expected = isHere
      ? 'a revision of the git repository here: it has none of that name'
      : `a revision of the git repository of ${cwd}, which is in none`;
    throw knownError('bad-value', { what: '--changed-since', given: revision, expected }, error);
  }
  const entries = await Promise.all(
    files.map(async (file) => [file, await linesIn(cwd, revision, file)] as const),
  );
  return new Map(entries);
}

async function linesIn(
  cwd: string,
  revision: string,
  file: string,
): Promise<ReadonlySet<number> | undefined> {
  const { stdout: known } = await run('git', ['ls-files', '--', file], { cwd });
  if (known === '') return undefined;
  const args = ['diff', '--unified=0', '--no-color', '--no-ext-diff', revision, '--', file];
  const { stdout } = await run('git', args, { cwd, maxBuffer: 2 ** 28 });
  const lines = new Set<number>();
  for (const [, start = '', count = '1'] of stdout.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm))
    // Where lines were only taken out, the one before them stands for them.
    for (let at = 0; at < Math.max(1, Number(count)); at += 1) lines.add(Number(start) + at);
  return lines;
}
