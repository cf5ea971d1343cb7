import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';
import { formatFlag } from '../run/format-flags.ts';
import { outputFlags } from '../run/load-flags.ts';
import type { ReportFlags } from '../run/report-command.ts';

export const report = buildCommand<ReportFlags, [string], Context>({
  docs: documentation({
    brief: 'Judge a run folder again and redraw its report',
    details:
      'Needs only the folder, even that of a crashed run. Rewrites verdict.json and report.html in it. The exit status\n' +
      'is that of the verdict.',
    examples: [
      ['bilancia report runs/20261122T101500-steady', 'judge it with the same objectives'],
      ['bilancia report RUN --slo strict.yml', 'judge it with other objectives'],
      ['bilancia report RUN --format junit --out junit.xml', 'for the tests of a pipeline'],
      [
        'bilancia report RUN --format markdown=comment.md --format csv=figures.csv',
        'several at once',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Run folder', parse: String, placeholder: 'run' }],
    },
    flags: {
      slo: outputFlags.slo,
      format: formatFlag,
      out: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'File that the only --format goes to',
        placeholder: 'file',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/report-command.ts')).reportCommand,
});
