import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../documentation.ts';
import type { ExportFlags } from '../../monitors/export.ts';

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
        {
          brief: 'Definitions: a module, Terraform JSON or a CloudFormation template',
          parse: String,
          optional: true,
          placeholder: 'file',
        },
      ],
    },
    flags: {
      format: {
        kind: 'enum',
        values: ['json', 'yaml'],
        optional: true,
        brief: 'Language of templates (default: yaml); Terraform is JSON always',
      },
      out: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Folder for the files; it is made when it is not there',
        placeholder: 'folder',
      },
      region: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Region, for files that do not say where they are deployed',
        placeholder: 'region',
      },
      account: {
        kind: 'parsed',
        parse: String,
        optional: true,
        brief: 'Account, twelve digits, for files that do not say where they are deployed',
        placeholder: 'id',
      },
      force: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Overwrite files that are there',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/export.ts')).exportCommand,
});
