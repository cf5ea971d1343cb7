import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../documentation.ts';
import type { VectorsFlags } from '../../monitors/vectors.ts';

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
      verbose: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Print every row that was not evaluated, too',
      },
      oracle: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Ask AWS (needs credentials and the permission logs:TestMetricFilter)',
      },
      record: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: "With --oracle: a new file for AWS's answers, in the format of vectors",
        placeholder: 'file',
      },
      region: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'With --oracle: region to ask (default: AWS_REGION)',
        placeholder: 'region',
      },
      profile: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'With --oracle: profile of the shared AWS configuration',
        placeholder: 'name',
      },
      endpointUrl: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: "With --oracle: another endpoint than AWS's own",
        placeholder: 'url',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/vectors.ts')).vectorsCommand,
});
