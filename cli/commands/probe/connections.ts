import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { probes } from '../../../probes/index.ts';
import {
  type ProbeFlags,
  probeFlags,
  probeHelp,
  recordingArgument,
  settingFlag,
} from '../../probe/flags.ts';
import { documentation } from '../../terminal/documentation.ts';

const entry = probes.connections;
const { most, connectionTarget, cpuTarget, readerStart } = entry.settings;

interface ConnectionsFlags extends ProbeFlags {
  readonly most?: string;
  readonly connectionTarget?: string;
  readonly cpuTarget?: string;
  readonly readerStart?: string;
}

export const connections = buildCommand<ConnectionsFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${probeHelp}`,
    examples: [
      ['bilancia probe connections --for 30m', 'the local cluster'],
      ['bilancia probe connections runs/20261122T101500-steady', 'the readers of a run'],
      ['bilancia probe connections runs/of-aws --most 1000', 'where CloudWatch tells no limit'],
    ],
  }),
  parameters: {
    positional: recordingArgument,
    flags: {
      ...probeFlags,
      most: settingFlag(most),
      connectionTarget: settingFlag(connectionTarget),
      cpuTarget: settingFlag(cpuTarget),
      readerStart: settingFlag(readerStart),
    },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('connections'),
});
