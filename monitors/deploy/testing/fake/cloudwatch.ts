import { dashboardArn, muteRuleArn } from '../../../aws/arn.ts';
import { alarmOperations } from './alarms.ts';
import { optionalText, record, text, texts, without } from './input.ts';
import type { Operations } from './operation.ts';
import { ServiceError } from './service-error.ts';
import { addTags, page, tagsOf } from './state.ts';

/** Mute rules, dashboards and tags. */
export const cloudwatchOperations: Operations = {
  ...alarmOperations,
  PutAlarmMuteRule: ({ account, here, input }) => {
    const name = text(input, 'Name');
    const { Expression, Duration } = record(record(input, 'Rule'), 'Schedule');
    if (typeof Expression !== 'string' || !/^(cron\([^()]*\)|at\([^()]*\))$/.test(Expression))
      throw new ServiceError(
        'ValidationException',
        'The schedule is neither cron(...) nor at(...).',
      );
    if (typeof Duration !== 'string')
      throw new ServiceError('ValidationException', 'The schedule has no duration.');
    if (!here.muteRules.has(name))
      addTags(account, muteRuleArn({ ...here, ...account }, name), input);
    here.muteRules.set(name, without(input, 'Tags'));
  },
  GetAlarmMuteRule: ({ account, here, input }) => {
    const name = text(input, 'AlarmMuteRuleName');
    const rule = here.muteRules.get(name);
    if (rule === undefined)
      throw new ServiceError('ResourceNotFoundException', 'No such mute rule.', 404);
    return { ...rule, AlarmMuteRuleArn: muteRuleArn({ ...here, ...account }, name) };
  },
  ListAlarmMuteRules: ({ account, here, input }) => {
    const names = [...here.muteRules.keys()];
    const { items, ...next } = page(account, names, optionalText(input, 'NextToken'));
    return {
      AlarmMuteRuleSummaries: items.map((name) => ({
        AlarmMuteRuleArn: muteRuleArn({ ...here, ...account }, name),
        Status: 'SCHEDULED',
      })),
      ...next,
    };
  },
  DeleteAlarmMuteRule: ({ account, here, input }) => {
    const name = text(input, 'AlarmMuteRuleName');
    if (!here.muteRules.delete(name))
      throw new ServiceError('ResourceNotFoundException', 'No such mute rule.', 404);
    account.tags.delete(muteRuleArn({ ...here, ...account }, name));
  },
  PutDashboard: ({ account, here, input }) => {
    const name = text(input, 'DashboardName');
    const arn = dashboardArn({ ...here, ...account }, name);
    const isNew = !account.dashboards.has(name);
    account.dashboards.set(name, text(input, 'DashboardBody'));
    if (isNew) addTags(account, arn, input);
    return { DashboardValidationMessages: [] };
  },
  GetDashboard: ({ account, input }) => {
    const name = text(input, 'DashboardName');
    const body = account.dashboards.get(name);
    if (body === undefined)
      throw new ServiceError('DashboardNotFoundError', 'No such dashboard.', 404);
    return { DashboardName: name, DashboardBody: body };
  },
  ListDashboards: ({ account, input }) => {
    const names = [...account.dashboards.keys()];
    const { items, ...next } = page(account, names, optionalText(input, 'NextToken'));
    return { DashboardEntries: items.map((DashboardName) => ({ DashboardName })), ...next };
  },
  DeleteDashboards: ({ account, here, input }) => {
    const names = texts(input, 'DashboardNames');
    if (names.some((name) => !account.dashboards.has(name)))
      throw new ServiceError('DashboardNotFoundError', 'No such dashboard.', 404);
    for (const name of names) {
      account.dashboards.delete(name);
      account.tags.delete(dashboardArn({ ...here, ...account }, name));
    }
  },
  TagResource: ({ account, input }) => addTags(account, existing(account, input), input),
  ListTagsForResource: ({ account, input }) => ({
    Tags: tagsOf(account, existing(account, input)),
  }),
};

function existing(
  { tags }: { readonly tags: ReadonlyMap<string, unknown> },
  input: Readonly<Record<string, unknown>>,
): string {
  const arn = text(input, 'ResourceARN');
  if (tags.has(arn)) return arn;
  throw new ServiceError('ResourceNotFoundException', `There is no ${arn}.`, 404);
}
