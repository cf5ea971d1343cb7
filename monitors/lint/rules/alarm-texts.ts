import { offlineRule } from '../rule/make-rule.ts';

const longestName = 255;
const longestDescription = 1024;

export const alarmTexts = offlineRule('alarm-texts', function* (context) {
  for (const alarm of [...context.all('metric-alarm'), ...context.all('composite-alarm')]) {
    const { name, description = '' } = alarm;
    if (name === '' || name.length > longestName)
      yield {
        about: alarm,
        summary: `Its name has ${name.length} characters.`,
        details: `PutMetricAlarm and PutCompositeAlarm accept names of 1 to ${longestName} characters.`,
      };
    if (description.length > longestDescription)
      yield {
        about: alarm,
        summary: `Its description has ${description.length} characters.`,
        details: `At most ${longestDescription} are allowed. Put the rest into the runbook and its address here.`,
      };
  }
});
