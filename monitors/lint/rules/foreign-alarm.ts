import { ownerOfTags } from '../../deploy/resource/ownership.ts';
import { allAlarms } from '../rule/alarm-names.ts';
import { onlineRule } from '../rule/make-rule.ts';

export const foreignAlarm = onlineRule('foreign-alarm', async function* (context, account) {
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
      details: '`apply` leaves it alone, so this definition would not exist. Choose another name.',
    };
  }
});
