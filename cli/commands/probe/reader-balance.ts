import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { probes } from '../../../probes/index.ts';
import {
  type ProbeFlags,
  probeFlags,
  probeHelp,
  settingFlag,
  targetArgument,
} from '../../probe/flags.ts';
import { documentation } from '../../terminal/documentation.ts';

const entry = probes['reader-balance'];
const { endpoint, nameServer, resolver, weight, effect, pace } = entry.settings;

interface ReaderBalanceFlags extends ProbeFlags {
  readonly endpoint?: string;
  readonly nameServer?: string;
  readonly resolver?: string;
  readonly weight?: readonly string[];
  readonly effect?: string;
  readonly pace?: string;
}

export const readerBalance = buildCommand<ReaderBalanceFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${probeHelp}`,
    examples: [
      ['bilancia probe reader-balance', 'the local cluster'],
      ['bilancia probe reader-balance ./target.yml --for 20m', 'your own system, for longer'],
      ['bilancia probe reader-balance --weight db-2=2', 'a reader of twice the size'],
    ],
  }),
  parameters: {
    positional: targetArgument,
    flags: {
      ...probeFlags,
      endpoint: settingFlag(endpoint),
      nameServer: settingFlag(nameServer),
      resolver: settingFlag(resolver),
      weight: { ...settingFlag(weight), variadic: true },
      effect: settingFlag(effect),
      pace: settingFlag(pace),
    },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('reader-balance'),
});
