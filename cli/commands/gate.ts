import { buildCommand } from '@stricli/core';
import type { Context } from '../../core/context.ts';
import { comparisonFlags } from '../gate/flags.ts';
import type { GateFlags } from '../gate/gate-command.ts';
import { formatFlag } from '../run/format-flags.ts';
import { outputFlags } from '../run/load-flags.ts';
import { documentation, jsonFlag } from '../terminal/documentation.ts';

export const gate = buildCommand<GateFlags, [string], Context>({
  docs: documentation({
    brief: 'Judge a run for a pipeline, by its objectives and against baselines',
    details:
      'The exit status is 1 when an objective is missed or a request became slower, 3 when there is too little to say.\n' +
      'Several baselines tell how much equal runs differ; with one alone the comparison is inconclusive.',
    examples: [
      ['bilancia gate runs/new', 'objectives only'],
      ['bilancia gate runs/new --baseline runs/a --baseline runs/b', 'and against baselines'],
      ['bilancia gate runs/new --format junit=junit.xml', 'and as tests of the pipeline'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Run folder', parse: String, placeholder: 'run' }],
    },
    flags: {
      baseline: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        brief: 'Run folder to compare with; may be given several times',
        placeholder: 'run',
      },
      slo: outputFlags.slo,
      ...comparisonFlags,
      format: formatFlag,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../gate/gate-command.ts')).gateCommand,
});
