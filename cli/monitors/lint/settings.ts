import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import type { Context } from '../../../core/context.ts';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import type { LintSettings } from '../../../monitors/definitions/lint-settings.ts';
import { explainIssues } from '../../../monitors/diagnostics/issue.ts';
import { lintSettingsSchema } from '../../../monitors/schema/definition-set.ts';

/**
 * What a file tells the linter, in YAML or JSON: for templates and plans, which cannot say it themselves.
 * @throws unreadable-file naming the key and what was expected
 */
export async function readSettings(context: Context, path: string): Promise<LintSettings> {
  const refuse = (reason: string, expected: string, cause?: unknown): Error =>
    knownError('unreadable-file', { what: 'The file of settings', path, reason, expected }, cause);
  const shape = 'disable: [{ rule, name, reason }], severity: { RULE: SEVERITY } and budget';
  let written: unknown;
  try {
    written = parse(await readFile(resolve(context.workingDirectory, path), 'utf8'));
  } catch (error) {
    const [line = ''] = reasonOf(error).split('\n');
    const reason = hasCode(error, 'ENOENT') ? 'it does not exist' : line.replace(/[.:]$/, '');
    throw refuse(reason, shape, error);
  }
  const parsed = lintSettingsSchema.safeParse(written);
  if (!parsed.success) {
    const [first] = explainIssues(parsed.error, written, 'the file');
    throw refuse(first?.problem ?? 'it is wrong', first?.expected ?? shape, parsed.error);
  }
  const { disable, budget, severity } = parsed.data;
  return {
    ...(disable === undefined
      ? {}
      : {
          disable: disable.map(({ rule, name, reason }) =>
            name === undefined ? { rule, reason } : { rule, name, reason },
          ),
        }),
    ...(budget === undefined ? {} : { budget }),
    ...(severity === undefined ? {} : { severity }),
  };
}
