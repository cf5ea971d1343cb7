import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { MathFlags } from '../../monitors/math.ts';
import { text, texts } from './shared-flags.ts';

export const math = buildCommand<MathFlags, [string], Context>({
  docs: documentation({
    brief: 'Try a metric math expression on series, as CloudWatch would evaluate it',
    details:
      'Prints what the expression comes to, period by period. A series is ID=VALUES in the notation of test files (1+0x6 is\n' +
      'seven values, _ is none), separated by blanks or commas; one number after ID== is a scalar. Exit status: 0 evaluated,\n' +
      '1 AWS would reject the expression, 2 could not run.',
    examples: [
      [
        "bilancia monitors math '100 * errors / requests' --series errors=0,5,_ --series requests=50,50,50",
        'an error rate',
      ],
      ["bilancia monitors math 'FILL(m1, REPEAT)' --series 'm1=1 _x3 2'", 'what FILL does'],
      [
        "bilancia monitors math 'IF(m1 > limit, 1, 0)' --series m1=1,9 --series limit==5",
        'a scalar',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Metric math expression', parse: String, placeholder: 'expression' }],
    },
    flags: {
      series: texts('ID=VALUES: the values of a metric, one a period; may be repeated', 'series'),
      period: text('Seconds of a period; default: 60', 'seconds'),
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/math.ts')).mathCommand,
});
