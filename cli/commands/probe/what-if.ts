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

const entry = probes['what-if'];
const { endpoint, nameServer, resolver, maxAge, jitter, window, connectMs, seed } = entry.settings;

interface WhatIfFlags extends ProbeFlags {
  readonly endpoint?: string;
  readonly nameServer?: string;
  readonly resolver?: string;
  readonly maxAge?: string;
  readonly jitter?: string;
  readonly window?: string;
  readonly connectMs?: string;
  readonly seed?: string;
}

export const whatIf = buildCommand<WhatIfFlags, [string?], Context>({
  docs: documentation({
    brief: entry.brief,
    details: `${entry.details}\n${probeHelp}`,
    examples: [
      ['bilancia probe what-if runs/20261122T101500-reader-balance', 'what a probe saw'],
      ['bilancia probe what-if runs/20261122T101500-steady --max-age 30s', 'what a run counted'],
      ['bilancia probe what-if --for 10m', 'the local cluster, watched first'],
    ],
  }),
  parameters: {
    positional: recordingArgument,
    flags: {
      ...probeFlags,
      endpoint: settingFlag(endpoint),
      nameServer: settingFlag(nameServer),
      resolver: settingFlag(resolver),
      maxAge: settingFlag(maxAge),
      jitter: settingFlag(jitter),
      window: settingFlag(window),
      connectMs: settingFlag(connectMs),
      seed: settingFlag(seed),
    },
  },
  loader: async () => (await import('../../probe/command.ts')).probeCommandOf('what-if'),
});
