import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { probes } from '../../../probes/index.ts';
import {
  type ProbeFlags,
  onceFlags,
  onceHelp,
  settingFlag,
  targetArgument,
} from '../../probe/flags.ts';
import { documentation } from '../../terminal/documentation.ts';

const entry = probes.preflight;
const { tasks, readers, outage } = entry.settings;

interface PreflightFlags extends Omit<ProbeFlags, 'for'> {
  readonly tasks?: string;
  readonly readers?: string;
  readonly outage?: string;
}

export const preflight = buildCommand<PreflightFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${onceHelp}`,
    examples: [
      ['bilancia probe preflight', 'the local cluster'],
      ['bilancia probe preflight ./target.yml', 'your own system'],
      ['bilancia probe preflight ./aws.yml --tasks 24 --readers 4', 'and whether it grows so far'],
    ],
  }),
  parameters: {
    positional: targetArgument,
    flags: {
      ...onceFlags,
      tasks: settingFlag(tasks),
      readers: settingFlag(readers),
      outage: settingFlag(outage),
    },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('preflight'),
});
