import { ownerOfTags } from '../../deploy/resource/ownership.ts';
import { allAlarms } from '../rule/alarm-names.ts';
import type { OnlineRule } from '../rule/rule.ts';
import { sources } from '../rule/sources.ts';

export const foreignAlarm: OnlineRule = {
  name: 'foreign-alarm',
  online: true,
  severity: 'warning',
  summary: 'An alarm with the name of an existing alarm that this stack does not own.',
  source: sources.putMetricAlarm,
  async *check(context, account) {
    const { stack, environment } = context.set;
    for (const alarm of allAlarms(context)) {
      const tags = await account.alarmTags(context.regionOf(alarm), alarm.name);
      if (tags === undefined) continue;
      const owner = ownerOfTags(tags);
      if (owner !== undefined && owner.stack === stack && owner.environment === environment.name)
        continue;
      const whose =
        owner === undefined
          ? 'was not made by `bilancia monitors apply`'
          : `belongs to stack "${owner.stack}" (${owner.environment})`;
      yield {
        about: alarm,
        summary: `The account already has an alarm of this name, which ${whose}.`,
        details:
          '`apply` leaves it alone, so this definition would not exist. Choose another name.',
      };
    }
  },
};
