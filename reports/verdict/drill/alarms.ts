import type { AlarmSeen, Journal } from '../../../core/run-folder/files/journal.ts';
import type { DrillFigures } from '../drill-schema.ts';
import { type Found, inconclusive, missed, seconds } from './found.ts';

/** Whether every alarm that had to fire did because of the fault, and whether anybody was told. */
export function alarmFindings(
  { bilancia: { drill, alarms } }: Journal,
  { faultAt }: Pick<DrillFigures, 'faultAt'>,
): Found[] {
  if (alarms === undefined || faultAt === null) return [];
  const after = (moment: string | null): string =>
    moment === null ? 'never' : seconds(Date.parse(moment) - Date.parse(faultAt));
  const { marker, expected, seen } = alarms;
  const found: Found[] = [];
  if (marker?.collectedAt === null && seen.length > 0)
    found.push(missed(`The marked line "${marker.text}" is not among what the service logged.`));
  for (const alarm of expected) {
    const of = seen.find((one) => one.alarm === alarm);
    found.push(
      of === undefined
        ? inconclusive(`Nobody looked whether the alarm ${alarm} fired.`)
        : ofAlarm(of, after, drill === 'alarm'),
    );
  }
  return found;
}

function ofAlarm(
  { alarm, state, causeAt, firedAt, notifiedAt, why }: AlarmSeen,
  after: (moment: string | null) => string,
  mustTell: boolean,
): Found {
  if (state === 'not played')
    return inconclusive(`It is not known whether the alarm ${alarm} would have fired: ${why}.`);
  if (state === 'early')
    return inconclusive(
      `The alarm ${alarm} was on, or on its way, before the fault, and says nothing of it.`,
    );
  if (state === 'silent')
    return missed(`The fault was not seen: the alarm ${alarm} had to fire, and did not.`);
  const told = `The alarm ${alarm} fired ${after(firedAt)} after the fault (first seen in its metric after ${after(causeAt)})`;
  if (notifiedAt !== null)
    return {
      severity: 'confirmation',
      summary: `${told}, and told of it after ${after(notifiedAt)}.`,
    };
  const nobody = `${told}, and told nobody.`;
  return mustTell ? missed(nobody) : { severity: 'remark', summary: nobody };
}
