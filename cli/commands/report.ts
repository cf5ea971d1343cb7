import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';
import { outputFlags } from '../run/load-flags.ts';
import type { ReportFlags } from '../run/report-command.ts';

export const report = buildCommand<ReportFlags, [string], Context>({
  docs: documentation({
    brief: 'Judge and draw a run folder again',
    details:
      'Needs nothing but the folder, and takes those of runs that crashed. Writes verdict.json and report.html into it.\n' +
      'Exit status: that of the verdict.',
    examples: [
      ['bilancia report runs/20261122T101500-steady', 'judge it as it was judged'],
      ['bilancia report RUN --slo strict.yml', 'judge it by other objectives'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Run folder', parse: String, placeholder: 'run' }],
    },
    flags: {
      slo: outputFlags.slo,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../run/report-command.ts')).reportCommand,
});
