import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import { severities } from '../../../monitors/lint/rule/finding.ts';
import { reporters } from '../../../monitors/lint/reporters/index.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { LintFlags } from '../../monitors/lint.ts';
import { accessFlags, definitionsArgument, nameIn, placeFlags, yesNo } from './shared-flags.ts';

const rules = (brief: string) =>
  ({
    kind: 'parsed',
    parse: String,
    variadic: true,
    optional: true,
    brief,
    placeholder: 'rule',
  }) as const;

export const lint = buildCommand<LintFlags, [string?], Context>({
  docs: documentation({
    brief: 'Find what is wrong with definitions before AWS or an incident does',
    details:
      'FILE is a file of yours, the output of "terraform show -json", or a CloudFormation template; without it,\n' +
      'bilancia.monitors.ts. Each rule has a page in docs/lint. To silence one for good, say so in the file:\n' +
      'lint: { disable: [{ rule, name, reason }] }. With --online, the account is asked as well (nothing is changed).\n' +
      'Exit status: 0 nothing at or above --fail-on, 1 something, 2 could not run.',
    examples: [
      ['bilancia monitors lint', 'lint bilancia.monitors.ts'],
      ['bilancia monitors lint plan.json --fail-on warning', 'Terraform, strictly'],
      ['bilancia monitors lint template.yml --format sarif', 'for a code scanning service'],
      [
        'bilancia monitors lint --online',
        'also ask the account whether metrics and log groups exist',
      ],
      ['bilancia monitors lint --list', 'all rules'],
    ],
  }),
  parameters: {
    positional: definitionsArgument,
    flags: {
      format: nameIn(reporters, 'text', 'How to print the findings'),
      minSeverity: {
        kind: 'enum',
        values: severities,
        default: 'info',
        brief: 'Print only findings at least this bad',
      },
      failOn: {
        kind: 'enum',
        values: severities,
        default: 'error',
        brief: 'Exit with 1 when a finding is at least this bad',
      },
      rule: rules('Check only this rule; may be given several times'),
      disable: rules('Do not check this rule; may be given several times'),
      budget: {
        kind: 'parsed',
        parse: parseBudget,
        optional: true,
        brief: 'Dollars a month that all of it may cost',
        placeholder: 'dollars',
      },
      ...placeFlags,
      online: yesNo('Also check the rules that ask the account'),
      ...accessFlags,
      list: yesNo('Print the rules, and lint nothing'),
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/lint.ts')).lintCommand,
});

function parseBudget(given: string): number {
  const dollars = Number(given);
  if (given.trim() !== '' && Number.isFinite(dollars) && dollars >= 0) return dollars;
  throw knownError('bad-value', {
    what: '--budget',
    given,
    expected: 'a number of dollars from 0',
  });
}
