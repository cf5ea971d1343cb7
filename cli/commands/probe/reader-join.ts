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

const entry = probes['reader-join'];
const { endpoint, nameServer, resolver, share, effect, stay, yes } = entry.settings;

interface ReaderJoinFlags extends ProbeFlags {
  readonly endpoint?: string;
  readonly nameServer?: string;
  readonly resolver?: string;
  readonly share?: string;
  readonly effect?: string;
  readonly stay?: string;
  readonly yes: boolean;
}

export const readerJoin = buildCommand<ReaderJoinFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${probeHelp}`,
    examples: [
      ['bilancia probe reader-join --yes', 'the local cluster, with load from elsewhere'],
      ['bilancia probe reader-join ./target.yml --for 20m', 'a reader that you add meanwhile'],
    ],
  }),
  parameters: {
    positional: targetArgument,
    flags: {
      ...probeFlags,
      endpoint: settingFlag(endpoint),
      nameServer: settingFlag(nameServer),
      resolver: settingFlag(resolver),
      share: settingFlag(share),
      effect: settingFlag(effect),
      stay: settingFlag(stay),
      yes: { kind: 'boolean', default: false, withNegated: false, brief: yes.brief },
    },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('reader-join'),
});
