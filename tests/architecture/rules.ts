import { upwardImports } from './layers.ts';
import type { SourceFile, Trait } from './syntax.ts';

/** A rule gives the violations that one file commits, each as what is wrong with it; `files` are all by path. */
export interface Rule {
  /** The rule as a sentence. */
  readonly name: string;
  readonly violations: (
    file: SourceFile,
    files: ReadonlyMap<string, SourceFile>,
  ) => readonly string[];
}

/** Folders and entries that may write to the process's own streams. */
const writers = [
  'bin/bilancia.mjs',
  'cli/',
  'setup/',
  'bench/',
  'system-under-test/pms/logging/',
  'system-under-test/pms/service/main.ts',
  'system-under-test/cluster/supervisor/main.ts',
  'system-under-test/pms/outside/stub-main.ts',
];

/** The rules of the design: who may import whom, and what stands where. To add one: an entry here, a planted fault. */
export const rules: readonly Rule[] = [
  importRule('scenarios, probes and monitors never import one another', {
    in: ['scenarios/', 'probes/', 'monitors/'],
    forbid: (target, own) =>
      isIn(target, ['scenarios/', 'probes/', 'monitors/']) && !target.startsWith(own),
  }),
  importRule('reports import nothing of ours but core', {
    in: ['reports/'],
    forbid: (target) => isOurs(target) && !isIn(target, ['core/', 'reports/', 'package.json']),
  }),
  importRule('only targets import the system under test', {
    in: [
      'cli/',
      'core/',
      'scenarios/',
      'probes/',
      'reports/',
      'run/',
      'monitors/',
      'bench/',
      'setup/',
      'bin/',
    ],
    forbid: (target) => target.startsWith('system-under-test/'),
  }),
  importRule('the system under test imports nothing of ours but core', {
    in: ['system-under-test/'],
    forbid: (target) =>
      isOurs(target) && !isIn(target, ['core/', 'system-under-test/', 'package.json']),
  }),
  importRule('core imports nothing of ours but where caches are kept', {
    in: ['core/'],
    forbid: (target) =>
      isOurs(target) && !isIn(target, ['core/', 'package.json', 'bin/cache-folder.mjs']),
  }),
  importRule('monitors and targets import nothing of the command line', {
    in: ['monitors/', 'targets/'],
    forbid: (target) => target.startsWith('cli/'),
  }),
  importRule('an engine is known to nobody but its list and its scripts', {
    in: ['core/', 'targets/', 'probes/', 'reports/', 'run/', 'monitors/', 'scenarios/visitors/'],
    forbid: (target) => /^scenarios\/engines\/[^/]+\//.test(target),
  }),
  {
    name: 'nothing imports upwards',
    violations: ({ path, imports }) =>
      isTest(path) || path.includes('/testing/')
        ? []
        : upwardImports(
            path,
            imports.map(({ from }) => from),
          ),
  },
  {
    name: 'what runs inside k6 reaches nothing that k6 does not have',
    violations: (file, files) =>
      isIn(file.path, ['scenarios/k6/', 'scenarios/visitors/']) && !isTest(file.path)
        ? [...reachable(file, files)]
            .filter((from) => !isOurs(from) && !/^k6($|\/)/.test(from))
            .map((from) => `reaches ${from}`)
        : [],
  },
  {
    name: 'a test has the tags of the outside tools that its helpers need',
    violations: (file, files) => {
      if (!file.path.endsWith('.test.ts')) return [];
      const needed = [...reachable(file, files)].flatMap((from) => files.get(from)?.needs ?? []);
      return [...new Set(needed)]
        .filter((tag) => !file.needs.includes(tag))
        .map((tag) => `lacks "// @module-tag ${tag}"`);
    },
  },
  traitRule('no default exports but where an engine asks for them', 'default export', [
    'scenarios/k6/',
    'scenarios/artillery/packages/',
    'bench/bare-script.ts',
    'bench/gate-script.ts',
    'bench/profile/recorded-script.ts',
    'vitest.config.ts',
  ]),
  traitRule('no enums', 'enum', []),
  traitRule('no error is swallowed', 'empty catch', []),
  traitRule('only the entry ends the process', 'process.exit', ['cli/main.ts']),
  traitRule('console is for k6 scripts, whose only output it is', 'console', [
    'scenarios/k6/',
    'scenarios/artillery/',
    'bench/',
    'reports/html/page/',
  ]),
  traitRule(
    'only the command line, entries and loggers write to standard output',
    'process.stdout',
    writers,
  ),
  traitRule(
    'only the command line, entries and loggers write to standard error',
    'process.stderr',
    writers,
  ),
];

interface ImportRestriction {
  /** Folders that the rule is for. */
  readonly in: readonly string[];
  /** Whether importing `target` from a file in the folder `own` is a violation. */
  readonly forbid: (target: string, own: string) => boolean;
}

function importRule(name: string, restriction: ImportRestriction): Rule {
  return {
    name,
    violations: ({ path, imports }) => {
      const own = restriction.in.find((folder) => path.startsWith(folder));
      if (own === undefined || isTest(path)) return [];
      return imports
        .filter(({ from }) => restriction.forbid(from, own))
        .map(({ from }) => `imports ${from}`);
    },
  };
}

function traitRule(name: string, trait: Trait, allowedIn: readonly string[]): Rule {
  return {
    name,
    violations: ({ path, traits }) =>
      isIn(path, allowedIn) || isTest(path)
        ? []
        : traits.filter((found) => found === trait).map((found) => `has ${found}`),
  };
}

/** Every module that `file` needs when it runs, over as many imports as it takes; ours and others'. */
function reachable(file: SourceFile, files: ReadonlyMap<string, SourceFile>): Set<string> {
  const seen = new Set<string>();
  const queue = [file];
  for (const next of queue) {
    for (const { from, isType } of next.imports) {
      if (isType || seen.has(from)) continue;
      seen.add(from);
      const target = files.get(from);
      if (target !== undefined) queue.push(target);
    }
  }
  return seen;
}

function isOurs(target: string): boolean {
  return (
    (!target.startsWith('node:') && /\.(ts|mjs|js|json)$/.test(target) && target.includes('/')) ||
    target === 'package.json'
  );
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path.startsWith(place));
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.startsWith('tests/');
}
