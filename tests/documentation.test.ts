import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { knownError } from '../core/errors.ts';
import type { ErrorCode } from '../core/errors.ts';
import { commands } from '../cli/commands/index.ts';
import { followRoute } from '../cli/terminal/route.ts';
import { exitStatusOf } from '../core/outcome.ts';
import { errorSamples } from './documentation/error-samples.ts';

const root = join(import.meta.dirname, '..');
const exclude = ['node_modules/**', 'dist/**', 'runs/**'];
const pages = globSync('**/*.md', { cwd: root, exclude });

function isErrorCode(name: string): name is ErrorCode {
  return Object.hasOwn(errorSamples, name);
}

function errorPage(): string {
  const codes = Object.keys(errorSamples).filter(isErrorCode).toSorted();
  return [
    '# Exit statuses and errors',
    '',
    'Every command ends with one of these:',
    '',
    '| status | meaning |',
    '|---|---|',
    `| ${exitStatusOf.pass} | done; where there is a verdict: \`pass\` |`,
    `| ${exitStatusOf.fail} | the verdict is \`fail\` |`,
    '| 2 | could not run: one of the errors below, or a defect of Bilancia, which shows its stack |',
    `| ${exitStatusOf.inconclusive} | the verdict is \`inconclusive\` (too few samples) or \`invalid\` (the generator or the machine was the limit) |`,
    '',
    'An error that a user can mend is one line on standard error: what is wrong, where, and what to do. With `--json`,',
    'standard output has `{"error": {"code", "message"}}` besides. The codes, each with an example:',
    '',
    ...codes.flatMap((code) => [
      `## ${code}`,
      '',
      `> ${knownError(code, errorSamples[code]).message}`,
      '',
    ]),
  ].join('\n');
}

/** Flags that every command takes. */
const everywhere: ReadonlySet<string> = new Set(['help', 'version', 'json']);

/** What of the words after `bilancia` no command or flag is called. */
function unknownIn(words: readonly string[]): string[] {
  const { path, command, known } = followRoute(words, commands);
  const next = words[path.length];
  if (command === undefined)
    return next === undefined || next.startsWith('-') || known.length === 0 ? [] : [next];
  const flags = new Set(
    Object.keys(command.parameters.flags ?? {}).map((flag) =>
      flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    ),
  );
  return words
    .flatMap((word) => /^--(?:no-)?([a-z][a-z-]*)/.exec(word)?.[1] ?? [])
    .filter((flag) => !flags.has(flag) && !everywhere.has(flag))
    .map((flag) => `--${flag}`);
}

describe('the documentation', () => {
  it('has every error with its message', async () => {
    // Written anew by `npm test -- --update`.
    await expect(errorPage()).toMatchFileSnapshot(join(root, 'docs', 'errors.md'));
  });

  it('gives in its errors the remedies that the code gives', () => {
    const sources = globSync(
      '{cli,core,monitors,probes,reports,run,scenarios,system-under-test,targets}/**/*.ts',
      { cwd: root },
    );
    const literals = sources
      .filter((source) => !source.includes('.test.'))
      .flatMap((source) => [
        ...readFileSync(join(root, source), 'utf8').matchAll(
          /\b(?:remedy|hint)\b[^'`\n]*(?:'([^'\n]+)'|`([^`\n]+)`)/g,
        ),
      ])
      .map(
        ([, text, template = '']) =>
          new RegExp(
            `^${(text ?? template)
              .split(/\$\{[^}]*\}/)
              .map((part) => RegExp.escape(part))
              .join('.*')}$`,
          ),
      );
    const samples = Object.entries(errorSamples).flatMap(([code, sample]) =>
      'remedy' in sample ? [{ code, remedy: sample.remedy }] : [],
    );
    expect(samples.length).toBeGreaterThan(0);
    expect(
      samples.filter(({ remedy }) => !literals.some((literal) => literal.test(remedy))),
    ).toEqual([]);
  });

  it.each(pages)('%s gives no command or flag that there is not', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const lines = [...text.matchAll(/(?:^|[`"]|npx )bilancia ([a-z][^\n`"#|]*)/gm)].map(
      ([, line = '']) => line.trim(),
    );
    expect(
      lines.flatMap((line) => unknownIn(line.split(/\s+/)).map((what) => ({ line, what }))),
    ).toEqual([]);
  });

  it('gives the reason for every dependency, and for none that is not there', () => {
    const text = readFileSync(join(root, 'DEPENDENCIES.md'), 'utf8');
    const explained = [...text.matchAll(/^- ((?:`[^`]+`(?:, )?)+): \S/gm)].flatMap(
      ([, names = '']) => names.split(', ').map((name) => name.replaceAll('`', '')),
    );
    const { dependencies, optionalDependencies, devDependencies } = packageJson;
    expect(new Set(explained)).toEqual(
      new Set(Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies })),
    );
  });

  it.each(pages)('%s links to nothing that is not there', (page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? '');
    const relative = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(relative.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it('has a page in every folder', () => {
    const folders = [
      'bench',
      'bin',
      'cli',
      'core',
      'monitors',
      'probes',
      'reports',
      'scenarios',
      'setup',
      'targets',
      'tests',
    ];
    expect(
      folders.filter(
        (folder) => existsSync(join(root, folder)) && !pages.includes(`${folder}/README.md`),
      ),
    ).toEqual([]);
  });
});
