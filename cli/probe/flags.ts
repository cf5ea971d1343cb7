import { parseDuration } from '../../core/duration.ts';
import type { Setting, Settings } from '../../probes/contract/probe.ts';
import { jsonFlag } from '../terminal/documentation.ts';

/** Flags of probes; those of its own stand beside them. */
export interface ProbeFlags {
  /** Seconds; absent where it was not given, and of probes that look once. */
  readonly for?: number;
  readonly out?: string;
  readonly iMayTestThisSystem: boolean;
  readonly json: boolean;
}

/** Of probes that look once. */
export const onceFlags = {
  out: {
    kind: 'parsed',
    parse: String,
    optional: true,
    brief: 'Folder to create (must be new or empty)',
    placeholder: 'folder',
  },
  iMayTestThisSystem: {
    kind: 'boolean',
    default: false,
    withNegated: false,
    brief: 'Confirm that you may look at a system outside this machine',
  },
  json: jsonFlag,
} as const;

/** Of probes that look for a while. */
export const probeFlags = {
  for: {
    kind: 'parsed',
    parse: (text: string) => parseDuration(text, '--for'),
    optional: true,
    brief: 'How long to look (5m)',
    placeholder: 'time',
  },
  ...onceFlags,
} as const;

export const targetArgument = {
  kind: 'tuple',
  parameters: [
    {
      brief: 'Target file, or name of a local cluster (default: default)',
      parse: String,
      placeholder: 'target',
      optional: true,
    },
  ],
} as const;

/** The same where a recording will do. */
export const recordingArgument = {
  kind: 'tuple',
  parameters: [
    {
      brief: 'Target file, name of a local cluster (default: default), or folder of a run or probe',
      parse: String,
      placeholder: 'target',
      optional: true,
    },
  ],
} as const;

const statuses = 'Exit status: 0 pass, 1 fail, 2 could not look, 3 inconclusive.';
/** What the help of a probe that looks once ends with, and that of all others. */
export const onceHelp = statuses;
export const probeHelp = `${statuses} Ctrl-C ends early; what was seen is judged.`;

/** A setting as a flag, checked as soon as it is read and kept as it was typed. */
export function settingFlag({ brief, placeholder, check }: Setting) {
  const parse = (text: string): string => {
    check(text);
    return text;
  };
  return { kind: 'parsed', parse, optional: true, brief, placeholder } as const;
}

/** The settings among the flags. */
export function settingsAmong(
  names: readonly string[],
  flags: Readonly<Record<string, unknown>>,
): Settings {
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = [flags[name]].flat().filter((value) => value === true || isText(value));
      return values.length === 0 ? [] : [[name, values.map(String)]];
    }),
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
