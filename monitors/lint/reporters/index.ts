import type { LintFormat } from './formats.ts';
import { gitlabReport } from './gitlab.ts';
import { jsonReport } from './json.ts';
import type { Reporter } from './report.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

/** One file a format. To add one: a file beside this one, its import and line here, and its name in `formats.ts`. */
export const reporters: Readonly<Record<LintFormat, Reporter>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  gitlab: gitlabReport,
};
