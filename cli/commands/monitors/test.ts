import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import { reporters } from '../../../monitors/test-files/reporters/index.ts';
import type { TestFlags } from '../../monitors/test.ts';
import { nameIn, text, yesNo } from './shared-flags.ts';

export const test = buildCommand<TestFlags, string[], Context>({
  docs: documentation({
    brief: 'Play log lines and metrics against the alarms, and compare what they do',
    details:
      'FILE is a test file, or a folder, in which all *.monitors-test.yml are taken; without any, those below this folder.\n' +
      'A test that fails shows a picture of what happened. Every verdict that depends on the evaluation range, which AWS\n' +
      'does not document, is flagged. Exit status: 0 all pass, 1 some fail, 2 could not run.',
    examples: [
      ['bilancia monitors test', 'every test file below this folder'],
      [
        'bilancia monitors test pms.monitors-test.yml --filter critical',
        'the tests with that word in their names',
      ],
      ['bilancia monitors test --format junit', 'for a CI system'],
      ['bilancia monitors test --coverage', 'which alarms no test ever brings to ALARM'],
    ],
  }),
  parameters: {
    positional: {
      kind: 'array',
      parameter: { brief: 'Test files or folders', parse: String, placeholder: 'file' },
    },
    flags: {
      filter: text('Only tests whose name contains this, in upper or lower case', 'text'),
      strictRange: yesNo('Fail where the verdict depends on the evaluation range'),
      coverage: yesNo('Tell which alarms no test ever brings to ALARM'),
      format: nameIn(reporters, 'text', 'How to print'),
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/test.ts')).testCommand,
});
