import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import type { LintSettings } from '../../../monitors/definitions/lint-settings.ts';
import { readYaml } from '../definitions/read-yaml.ts';
import { explainIssues } from '../../../monitors/diagnostics/issue.ts';
import { lintSettingsSchema } from '../../../monitors/schema/definition-set.ts';

/**
 * What a file tells the linter, in YAML or JSON: for templates and plans, which cannot say it themselves.
 * @throws unreadable-file naming the key and what was expected
 */
export async function readSettings(context: Context, path: string): Promise<LintSettings> {
  const what = 'The file of settings';
  const shape = 'disable: [{ rule, name, reason }], severity: { RULE: SEVERITY } and budget';
  const written = await readYaml(context, what, path, shape);
  const parsed = lintSettingsSchema.safeParse(written);
  if (!parsed.success) {
    const [first] = explainIssues(parsed.error, written, 'the file');
    const { problem: reason = 'it is wrong', expected = shape } = first ?? {};
    throw knownError('unreadable-file', { what, path, reason, expected }, parsed.error);
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
