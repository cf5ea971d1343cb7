import { buildCommand } from '@stricli/core';
import type { Context } from '../../../core/context.ts';
import { knownError } from '../../../core/errors.ts';
import { severities } from '../../../monitors/lint/rule/finding.ts';
import { reporters } from '../../../monitors/lint/reporters/index.ts';
import { documentation, jsonFlag } from '../../terminal/documentation.ts';
import type { LintFlags } from '../../monitors/lint/command.ts';
import {
  accessFlags,
  definitionsArgument,
  nameIn,
  placeFlags,
  text,
  texts,
  yesNo,
} from './shared-flags.ts';

export const lint = buildCommand<LintFlags, string[], Context>({
  docs: documentation({
    brief: 'Find what is wrong with definitions before AWS or an incident does',
    details:
      'FILE is a module, the output of "terraform show -json", or a CloudFormation template; default: bilancia.monitors.ts.\n' +
      'Each rule has a page in docs/lint of the package. To silence a rule for good, add to the file:\n' +
      'lint: { disable: [{ rule, name, reason }] }, or to one resource the tag bilancia:ignore:RULE with the reason. With\n' +
      '--online, rules also query the account (they change nothing).\n' +
      'Exit status: 0 no finding at or above --fail-on, 1 at least one, 2 could not run.',
    examples: [
      ['bilancia monitors lint', 'lint bilancia.monitors.ts'],
      [
        'bilancia monitors lint plan.json --fail-on warning',
        'fail on warnings about a Terraform plan',
      ],
      ['bilancia monitors lint template.yml --format sarif', 'for a code scanning service'],
      ['bilancia monitors lint infra --changed-since origin/main', 'what a merge request brings'],
      ['bilancia monitors lint --online', 'also check that metrics and log groups exist'],
      ['bilancia monitors lint --list', 'list the rules'],
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
        brief: 'Print only findings of this severity or worse',
      },
      failOn: {
        kind: 'enum',
        values: severities,
        default: 'error',
        brief: 'Exit with 1 on a finding of this severity or worse',
      },
      rule: texts('Check only this rule; may be repeated', 'rule'),
      disable: texts('Do not check this rule; may be repeated', 'rule'),
      settings: text('File of what else the linter is told: disable, severity, budget', 'file'),
      changedSince: text(
        'Print only findings about what has changed since this git revision',
        'revision',
      ),
      budget: {
        kind: 'parsed',
        parse: parseBudget,
        optional: true,
        brief: 'Budget for the monthly cost, in dollars',
        placeholder: 'dollars',
      },
      ...placeFlags,
      online: yesNo('Also check the rules that query the account'),
      ...accessFlags,
      list: yesNo('List the rules and exit'),
      json: jsonFlag,
    },
  },
  loader: async () => (await import('../../monitors/lint/command.ts')).lintCommand,
});

function parseBudget(given: string): number {
  const dollars = Number(given);
  if (given.trim() !== '' && Number.isFinite(dollars) && dollars >= 0) return dollars;
  throw knownError('bad-value', {
    what: '--budget',
    given,
    expected: 'a number of dollars, 0 or more',
  });
}
