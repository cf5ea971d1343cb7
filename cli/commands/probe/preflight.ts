import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { probes } from '../../../probes/index.ts';
import { type ProbeFlags, probeFlags, probeHelp, targetArgument } from '../../probe/flags.ts';
import { documentation } from '../../terminal/documentation.ts';

const entry = probes.preflight;

export const preflight = buildCommand<ProbeFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${probeHelp}`,
    examples: [
      ['bilancia probe preflight', 'the local cluster'],
      ['bilancia probe preflight ./target.yml', 'your own system'],
    ],
  }),
  parameters: {
    positional: targetArgument,
    flags: { ...probeFlags },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('preflight'),
});
