import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import { createHash } from 'node:crypto';
import type { EventRule } from '../../definitions/event-rule.ts';
import { lastPart } from '../../aws/arn.ts';
import { normal } from '../resource/json.ts';
import type { EventRuleContent, ResourceOf } from '../resource/resource.ts';
import { filled } from './metric-query.ts';
import { parsedJson } from './parsed-json.ts';
import type { Scope } from './scope.ts';
import { commonOf, placeOf, targetArns } from './scope.ts';

/** What PutRule and PutTargets are given: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
export function wantedEventRule(scope: Scope, rule: EventRule): ResourceOf<'event-rule'> {
  const arns = targetArns(placeOf(scope, rule), rule.targets);
  return {
    ...commonOf(scope, rule),
    content: canonical({
      Name: rule.name,
      ...(rule.description === undefined ? {} : { Description: rule.description }),
      EventPattern: normal(rule.eventPattern),
      State: 'ENABLED',
      Targets: arns.map((Arn) => ({ Id: targetId(Arn), Arn })),
    }),
  };
}

/** What ListRules and ListTargetsByRule give, in the same form. */
export function foundEventRule(rule: Rule, targets: readonly Target[]): EventRuleContent {
  const { Name = '', Description, EventPattern, State = 'ENABLED' } = rule;
  return canonical({
    Name,
    ...(Description === undefined ? {} : { Description }),
    EventPattern: EventPattern === undefined ? null : parsedJson(EventPattern),
    State,
    Targets: targets,
    ...(rule.ScheduleExpression === undefined
      ? {}
      : { ScheduleExpression: rule.ScheduleExpression }),
    ...(rule.RoleArn === undefined ? {} : { RoleArn: rule.RoleArn }),
  });
}

/**
 * A target's id within its rule: at most 64 of `.`, `-`, `_`, letters and digits. The ARN's hash keeps two topics of the
 * same name apart.
 */
function targetId(arn: string): string {
  const hash = createHash('sha256').update(arn).digest('hex').slice(0, 8);
  return `${lastPart(arn)
    .replaceAll(/[^.\-_A-Za-z0-9]/g, '-')
    .slice(0, 55)}-${hash}`;
}

function canonical(rule: EventRuleContent): EventRuleContent {
  const { Name, Description, EventPattern, State, Targets, ScheduleExpression, RoleArn } = rule;
  return {
    Name,
    ...(filled(Description) ? { Description } : {}),
    EventPattern,
    State,
    Targets: [...Targets].toSorted((a, b) => ((a.Id ?? '') < (b.Id ?? '') ? -1 : 1)),
    ...(filled(ScheduleExpression) ? { ScheduleExpression } : {}),
    ...(filled(RoleArn) ? { RoleArn } : {}),
  };
}
