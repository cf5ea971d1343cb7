import { nearest } from '../../../core/nearest.ts';
import { ruleReferences } from '../../composite-rule/references.ts';
import type { Definition } from '../../definitions/definition.ts';
import { allAlarms, parsedComposites } from '../rule/alarm-names.ts';
import { alarmReference } from '../../aws/arn.ts';
import type { LintContext } from '../rule/context.ts';
import { offlineRule } from '../rule/make-rule.ts';

export const unknownAlarm = offlineRule('unknown-alarm', function* (context) {
  const { accountId } = context.set.environment;
  for (const { about, what, text } of allReferences(context)) {
    if (context.isUnknown(text)) continue;
    const region = context.regionOf(about);
    const reference = alarmReference(text);
    // What is only assumed of an account cannot be held against an ARN.
    const there = context.isPlaced(about)
      ? { region, accountId, ...reference }
      : { ...reference, region, accountId };
    const isElsewhere = there.region !== region || there.accountId !== accountId;
    const mustBeHere = about.kind !== 'dashboard';
    if (mustBeHere && isElsewhere) {
      yield {
        about,
        summary: `Its ${what} is ${text}, which is in ${there.region} of account ${there.accountId}.`,
        details: `It must be in ${region} of account ${accountId}, as the ${about.kind.replace('-', ' ')} is.`,
      };
      continue;
    }
    if (there.accountId !== accountId || isExternal(context, text)) continue;
    if (context.alarmNamed(there.name, there.region) !== undefined) continue;
    yield {
      about,
      ...(mustBeHere ? {} : { severity: 'warning' as const }),
      summary: `Its ${what} "${there.name}" is not defined in ${there.region}.`,
      details: `${hint(context, there.name, there.region, about.name)}If it exists in the account without being defined here, list it in \`external\`.`,
    };
  }
});

interface Named {
  readonly about: Definition;
  readonly what: string;
  readonly text: string;
}

function* allReferences(context: LintContext): Generator<Named> {
  for (const { composite, rule } of parsedComposites(context))
    for (const text of new Set(ruleReferences(rule).map(({ alarm }) => alarm)))
      yield { about: composite, what: 'child', text };
  for (const composite of context.all('composite-alarm'))
    if (composite.suppressor !== undefined)
      yield { about: composite, what: 'suppressor', text: composite.suppressor.alarm };
  for (const mute of context.all('mute-rule'))
    for (const text of mute.alarms ?? []) yield { about: mute, what: 'target', text };
  for (const dashboard of context.all('dashboard'))
    for (const widget of dashboard.widgets)
      if (widget.kind === 'alarms')
        for (const text of widget.alarms) yield { about: dashboard, what: "widget's alarm", text };
}

function isExternal(context: LintContext, text: string): boolean {
  const external = context.set.external ?? [];
  return external.includes(text) || external.includes(alarmReference(text).name);
}

function hint(context: LintContext, given: string, region: string, own: string): string {
  const elsewhere = allAlarms(context).find(({ name }) => name === given);
  if (elsewhere !== undefined) return `It is defined in ${context.regionOf(elsewhere)}. `;
  const names = allAlarms(context)
    .filter((alarm) => context.regionOf(alarm) === region && alarm.name !== own)
    .map(({ name }) => name);
  const meant = nearest(given, names);
  return meant === undefined ? '' : `Did you mean "${meant}"? `;
}
