import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { VectorsFlags } from '../../monitors/vectors.ts';
import { accessFlags, text, yesNo } from './shared-flags.ts';

export const vectors = buildCommand<VectorsFlags, [string, ...string[]], Context>({
  docs: documentation({
    brief: 'Check vectors: inputs with the outcome that AWS documents',
    details:
      'FILE holds filter pattern vectors ({"vectors": [...]}) or tables of alarm semantics. With --oracle, filter pattern\n' +
      'vectors go to AWS instead (TestMetricFilter: reads nothing, writes nothing), to see where the answer of AWS differs\n' +
      'from the row, or from ours. Exit status: 0 all rows agree, 1 a row differs, 2 could not run.',
    examples: [
      ['bilancia monitors vectors vectors.json', 'print the rows that differ, and the counts'],
      [
        'bilancia monitors vectors vectors.json --verbose',
        'also print the rows that cannot be evaluated, and why',
      ],
      [
        'bilancia monitors vectors vectors.json --oracle --region eu-south-1 --record live.json',
        'save the answers of AWS as a vector file',
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
      verbose: yesNo('Also print every row that was not evaluated'),
      oracle: yesNo('Ask AWS (needs credentials and the permission logs:TestMetricFilter)'),
      record: text('With --oracle: new file for the answers of AWS, as vectors', 'file'),
      region: text('With --oracle: region to ask; default: AWS_REGION', 'region'),
      ...accessFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/vectors.ts')).vectorsCommand,
});
