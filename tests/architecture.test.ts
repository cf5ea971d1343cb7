import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
const planted: readonly (readonly [rule: string, files: Readonly<Record<string, string>>])[] = [
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
    'core imports nothing of ours but where things are kept',
    { 'core/fault.ts': "type Target = import('../targets/target.ts').Target;" },
  ],
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
  it('is kept by every file', () => {
    const files = projectFiles();
    expect(files.size).toBeGreaterThan(30);
    expect(violationsOf(files)).toEqual([]);
  });

  it.each(planted)('"%s" finds a planted fault', (rule, texts) => {
    const files = new Map(
      Object.entries(texts).map(([path, text]) => [path, readSource(path, text)]),
    );
    const found = violationsOf(files);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`: ${rule}$`));
  });

  it('has a planted fault for every rule', () => {
    expect(
      rules.map(({ name }) => name).filter((name) => !planted.some(([rule]) => rule === name)),
    ).toEqual([]);
  });
});
