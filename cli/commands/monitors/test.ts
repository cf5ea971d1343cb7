import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import { reporters } from '../../../monitors/test-files/reporters/index.ts';
import type { TestFlags } from '../../monitors/test.ts';
import { nameIn, placeFlags, text, yesNo } from './shared-flags.ts';

export const test = buildCommand<TestFlags, string[], Context>({
  docs: documentation({
    brief: 'Play log lines and metrics through the alarms, and check what they do',
    details:
      'FILE is a test file, or a folder to search for *.monitors-test.yml; default: the current folder. A failing test shows\n' +
      'a picture of what happened. Verdicts that depend on the evaluation range, which AWS does not document, are flagged.\n' +
      'Exit status: 0 all pass, 1 some fail, 2 could not run.',
    examples: [
      ['bilancia monitors test', 'all test files below this folder'],
      [
        'bilancia monitors test pms.monitors-test.yml --filter critical',
        'the tests with that word in their names',
      ],
      ['bilancia monitors test --format junit', 'for a CI system'],
      ['bilancia monitors test --coverage', 'also list the alarms that no test brings to ALARM'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: { brief: 'Test files or folders', parse: String, placeholder: 'file' },
    },
    flags: {
      filter: text('Run only tests with this in their name, ignoring case', 'text'),
      strictRange: yesNo('Fail tests whose verdict depends on the evaluation range'),
      ...placeFlags,
      coverage: yesNo('List the alarms that no test brings to ALARM'),
      format: nameIn(reporters, 'text', 'How to print the results'),
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/test.ts')).testCommand,
});
