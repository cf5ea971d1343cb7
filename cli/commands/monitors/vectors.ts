import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { VectorsFlags } from '../../monitors/vectors.ts';
import { accessFlags, text, yesNo } from './shared-flags.ts';

export const vectors = buildCommand<VectorsFlags, [string, ...string[]], Context>({
  docs: documentation({
    brief:
      'Try vectors (inputs with the outcome that AWS documents) and say which come out otherwise',
    details:
      'FILE holds filter pattern vectors ({"vectors": [...]}) or tables of alarm semantics. With --oracle, filter pattern\n' +
      'vectors go to AWS instead (TestMetricFilter: reads nothing, writes nothing), to see where AWS answers otherwise than\n' +
      'the row, or than we do. Exit status: 0 all rows agree, 1 some row comes out otherwise, 2 could not run.',
    examples: [
      ['bilancia monitors vectors vectors.json', 'rows that come out otherwise, and the counts'],
      [
        'bilancia monitors vectors vectors.json --verbose',
        'also the rows that nobody can evaluate, and why',
      ],
      [
        'bilancia monitors vectors vectors.json --oracle --region eu-south-1 --record live.json',
        'what AWS answers, kept as a vector file',
      ],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: { brief: 'Vector files', parse: String, placeholder: 'file' },
      minimum: 1,
    },
    flags: {
      verbose: yesNo('Print every row that was not evaluated, too'),
      oracle: yesNo('Ask AWS (needs credentials and the permission logs:TestMetricFilter)'),
      record: text("With --oracle: a new file for AWS's answers, in the format of vectors", 'file'),
      region: text('With --oracle: region to ask (default: AWS_REGION)', 'region'),
      ...accessFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/vectors.ts')).vectorsCommand,
});
