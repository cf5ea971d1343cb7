import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { ExportFlags } from '../../monitors/export.ts';
import { definitionsFile, filesFlags, placeFlags } from './shared-flags.ts';

export const exportMonitors = buildCommand<ExportFlags, [string, string?], Context>({
  docs: documentation({
    brief: 'Write definitions as Terraform or CloudFormation',
    details:
      'FORMAT is terraform (its JSON syntax, for the aws provider) or cloudformation (a template for each region). FILE is\n' +
      'a module, the output of "terraform show -json", a CloudFormation template, or account:REGION[,REGION...] for what\n' +
      'lives in an account; without it, bilancia.monitors.ts. Prints the file, or writes the files to the folder --out.\n' +
      'What the format cannot say is told on standard error.',
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
      kind: 'tuple',
      parameters: [
        { brief: 'terraform or cloudformation', parse: String, placeholder: 'format' },
        definitionsFile,
      ],
    },
    flags: {
      format: {
        kind: 'enum',
        values: ['json', 'yaml'],
        optional: true,
        brief: 'Language of templates (default: yaml); Terraform is JSON always',
      },
      ...filesFlags,
      ...placeFlags,
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/export.ts')).exportCommand,
});
