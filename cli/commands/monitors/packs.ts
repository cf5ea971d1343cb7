import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { PacksFlags } from '../../monitors/packs.ts';

export const packs = buildCommand<PacksFlags, [string?], Context>({
  docs: documentation({
    brief: 'List the packs, or show the options and definitions of one',
    details:
      'A pack watches one component. With a name: its options, an example, the definitions that the example creates, the AWS\n' +
      'recommendations that it corrects, and the sources of its figures.',
    examples: [
      ['bilancia monitors packs', 'list the packs'],
      ['bilancia monitors packs aurora', 'show the options and definitions of the database pack'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [{ brief: 'Name of a pack', parse: String, placeholder: 'name', optional: true }],
    },
    flags: { json: jsonFlag },
  },
  loader: async () => (await import('../../monitors/packs.ts')).packsCommand,
});
