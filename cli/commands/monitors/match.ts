import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { MatchFlags } from '../../monitors/match.ts';

export const match = buildCommand<MatchFlags, [string, ...string[]], Context>({
  docs: documentation({
    brief: 'Test a CloudWatch Logs filter pattern on log lines, like grep',
    details:
      'Prints the lines of FILE, or of standard input, that the pattern matches. Where AWS does not document the behavior,\n' +
      'standard error says what is assumed (for matching lines, and in the first 64 KiB of each file; with --explain for\n' +
      'every line). Exit status: 0 a line matches, 1 none does, 2 could not run.',
    examples: [
      [
        'bilancia monitors match \'[(w1="*CRITICAL*")]\' app.log',
        'the lines that the filter counts',
      ],
      [
        "bilancia monitors match --explain '{ $.level >= 500 }' app.log",
        'why other lines do not match',
      ],
      [
        "bilancia monitors match --extract '[ip, user, status=4*]' access.log",
        'the values that a metric can use',
      ],
      ["bilancia monitors match -- '-INFO' app.log", 'a pattern that starts with a dash'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: {
        brief: 'Filter pattern, then files',
        parse: String,
        placeholder: 'pattern file',
      },
      minimum: 1,
    },
    flags: {
      explain: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Print every line, and why it does not match',
      },
      extract: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Print the extracted values of each match, as JSON',
      },
      count: {
        kind: 'boolean',
        default: false,
        withNegated: false,
        brief: 'Print only the number of matching lines',
      },
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/match.ts')).matchCommand,
});
