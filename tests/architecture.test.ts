import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type Graph,
  childGraph,
  cyclesOf,
  fileGraph,
  folderGraph,
  foldersOf,
} from './architecture/graph.ts';
import { rules } from './architecture/rules.ts';
import { readSource } from './architecture/syntax.ts';
import type { SourceFile } from './architecture/syntax.ts';

const root = join(import.meta.dirname, '..');

function projectFiles(): Map<string, SourceFile> {
  const exclude = ['node_modules/**', 'dist/**', 'runs/**'];
  const paths = globSync('**/*.{ts,mjs}', { cwd: root, exclude });
  return new Map(
    paths.map((path) => [path, readSource(path, readFileSync(join(root, path), 'utf8'))]),
  );
}

function violationsOf(files: ReadonlyMap<string, SourceFile>): string[] {
  return rules.flatMap((rule) =>
    [...files.values()].flatMap((file) =>
      rule.violations(file, files).map((what) => `${file.path} ${what}: ${rule.name}`),
    ),
  );
}

/** One or more files that break exactly the rule they are named after. */
const plantedFaults: readonly (readonly [rule: string, files: Readonly<Record<string, string>>])[] =
  [
    [
      'scenarios, probes and monitors never import one another',
      { 'probes/fault.ts': "import type { Profile } from '../scenarios/profiles/profile.ts';" },
    ],
    [
      'reports import nothing of ours but core',
      { 'reports/fault.ts': "export * from '../targets/target.ts';" },
    ],
    [
      'only targets import the system under test',
      { 'probes/fault.ts': "await import('../system-under-test/cluster/x.ts');" },
    ],
    [
      'the system under test imports nothing of ours but core',
      { 'system-under-test/fault.ts': "import { x } from '../scenarios/x.ts';" },
    ],
    [
      'core imports nothing of ours but where caches are kept',
      { 'core/fault.ts': "type Target = import('../targets/target.ts').Target;" },
    ],
    [
      'monitors and targets import nothing of the command line',
      { 'targets/fault.ts': "import { writeLines } from '../cli/terminal/output.ts';" },
    ],
    [
      'an engine is known to nobody but its list and its scripts',
      { 'run/fault.ts': "import { k6 } from '../scenarios/engines/k6/k6.ts';" },
    ],
    [
      'nothing imports upwards',
      { 'scenarios/fault.ts': "import type { RunRequest } from '../run/request.ts';" },
    ],
    ['nothing imports upwards', { 'elsewhere/fault.ts': 'export const one = 1;' }],
    [
      'what runs inside k6 reaches nothing that k6 does not have',
      {
        'scenarios/visitors/fault.ts': "import { far } from '../../core/far.ts';",
        'core/far.ts': "import { hash } from 'node:crypto';",
      },
    ],
    [
      'a test has the tags of the outside tools that its helpers need',
      {
        'core/fault.test.ts': "import { start } from './start.ts';",
        'core/start.ts': '// @module-tag needs/mariadb\nexport const start = 1;',
      },
    ],
    [
      'no default exports but where an engine asks for them',
      { 'core/fault.ts': 'export default 1;' },
    ],
    ['no enums', { 'core/fault.ts': 'enum Color { Red }' }],
    ['no error is swallowed', { 'core/fault.ts': 'try { work(); } catch { /* never mind */ }' }],
    ['no error is swallowed', { 'core/fault.ts': 'work().catch(() => {});' }],
    ['no error is swallowed', { 'core/fault.ts': 'work().catch(() => undefined);' }],
    ['no error is swallowed', { 'core/fault.ts': "work().catch(() => '');" }],
    ['only the entry ends the process', { 'cli/fault.ts': 'process.exit(1);' }],
    [
      'console is for k6 scripts, whose only output it is',
      { 'probes/fault.ts': "console.log('x');" },
    ],
    [
      'only the command line, entries and loggers write to standard output',
      { 'probes/fault.ts': "process.stdout.write('x');" },
    ],
    [
      'only the command line, entries and loggers write to standard error',
      { 'probes/fault.ts': "process.stderr.write('x');" },
    ],
  ];

describe('the architecture', () => {
  const files = projectFiles();

  it('is kept by every file', () => {
    expect(files.size).toBeGreaterThan(30);
    expect(violationsOf(files)).toEqual([]);
  });

  it.each(plantedFaults)('"%s" finds a planted fault', (rule, texts) => {
    const planted = new Map(
      Object.entries(texts).map(([path, text]) => [path, readSource(path, text)]),
    );
    // It may break others besides.
    const found = violationsOf(planted).filter((violation) => violation.endsWith(`: ${rule}`));
    expect(found).toHaveLength(1);
  });

  it('has no cycle between files, types included', () => {
    expect(cyclesOf(fileGraph(files))).toEqual([]);
  });

  it('has no cycle between folders, each for itself and with all that is in it', () => {
    const graph = fileGraph(files);
    expect(cyclesOf(folderGraph(graph))).toEqual([]);
    const knots = foldersOf(graph).flatMap((folder) =>
      cyclesOf(childGraph(graph, folder)).map((knot) => ({ folder, knot })),
    );
    expect(knots).toEqual([]);
  });

  it('finds planted cycles, between files and between folders only', () => {
    const sources = (texts: Readonly<Record<string, string>>): Graph =>
      fileGraph(
        new Map(Object.entries(texts).map(([path, text]) => [path, readSource(path, text)])),
      );
    const knotted = sources({
      'core/a.ts': "import type { B } from './b.ts';",
      'core/b.ts': "export * from './c.ts';",
      'core/c.ts': "await import('./a.ts');",
      'core/d.ts': "import './a.ts';",
    });
    expect(cyclesOf(knotted)).toEqual([['core/a.ts', 'core/b.ts', 'core/c.ts']]);
    const folders = sources({
      'core/x/one.ts': "import '../y/two.ts';",
      'core/y/two.ts': '',
      'core/y/deep/three.ts': "import '../../x/four.ts';",
      'core/x/four.ts': '',
    });
    expect(cyclesOf(folders)).toEqual([]);
    expect(cyclesOf(folderGraph(folders))).toEqual([]);
    expect(cyclesOf(childGraph(folders, 'core'))).toEqual([['x', 'y']]);
  });

  it('has a planted fault for every rule', () => {
    expect(
      rules
        .map(({ name }) => name)
        .filter((name) => !plantedFaults.some(([rule]) => rule === name)),
    ).toEqual([]);
  });
});
