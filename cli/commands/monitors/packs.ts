import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { PacksFlags } from '../../monitors/packs.ts';

export const packs = buildCommand<PacksFlags, [string?], Context>({
  docs: documentation({
    brief: 'List the packs, or show the options of one and what it makes',
    details:
      'A pack watches one component. With a name: its options, an example, the definitions that the example makes, the\n' +
      'rows of AWS that it corrects, and where its figures come from.',
    examples: [
      ['bilancia monitors packs', 'which packs there are'],
      ['bilancia monitors packs aurora', 'what the pack of the database takes and makes'],
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
