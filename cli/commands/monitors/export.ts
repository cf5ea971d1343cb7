import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { exporters } from '../../../monitors/formats/exporters/index.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { ExportFlags } from '../../monitors/export.ts';
import { definitionsFile, filesFlags, placeFlags } from './shared-flags.ts';

export const exportMonitors = buildCommand<ExportFlags, [string, ...string[]], Context>({
  docs: documentation({
    brief: `Write definitions as files for ${Object.keys(exporters).join(' or ')}`,
    details:
      `FORMAT is one of\n${formatLines().join('\n')}\n` +
      'FILE is a module, the output of "terraform show -json", a CloudFormation template, or account:REGION[,REGION...]\n' +
      'to export what an account holds; default: bilancia.monitors.ts. Prints the file, or writes the files to the folder\n' +
      '--out. Standard error lists what the format cannot express.',
    examples: [
      ['bilancia monitors export cloudformation', 'print the template'],
      [
        'bilancia monitors export terraform --out infra',
        'write infra/monitors.tf.json and infra/providers.tf.json',
      ],
      ['bilancia monitors export terraform stack.yaml', 'a CloudFormation template as Terraform'],
      ['bilancia monitors export terraform account:eu-south-1', 'alarms made by hand, as code'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: { ...definitionsFile, brief: 'Format to write, and definitions' },
      minimum: 1,
    },
    flags: {
      format: {
        kind: 'enum',
        values: ['json', 'yaml'],
        optional: true,
        brief: 'Language of the files, where the format has several; default: its first',
      },
      ...filesFlags,
      ...placeFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/export.ts')).exportCommand,
});

/** `  terraform       its JSON syntax, for the aws provider (json)`. */
function formatLines(): string[] {
  const width = Math.max(...Object.keys(exporters).map((name) => name.length));
  return Object.entries(exporters).map(
    ([name, { brief, languages }]) => `  ${name.padEnd(width)}  ${brief} (${languages.join(', ')})`,
  );
}
