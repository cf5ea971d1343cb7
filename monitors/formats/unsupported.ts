/** Why an EventBridge rule is none that definitions can say; undefined when it is. Values as AWS's formats have them. */
export function unsupportedRule(rule: {
  readonly EventPattern: unknown;
  readonly ScheduleExpression: unknown;
  readonly EventBusName: unknown;
  readonly State: unknown;
}): string | undefined {
  const { EventPattern, ScheduleExpression, EventBusName = 'default', State = 'ENABLED' } = rule;
  if (EventPattern === undefined && ScheduleExpression !== undefined)
    return 'it runs on a schedule, not on events';
  const bus = String(EventBusName);
  if (bus !== 'default' && !bus.endsWith(':event-bus/default'))
    return `it listens on the event bus ${bus}, not on the default one`;
  return State === 'DISABLED' ? 'it is disabled' : undefined;
}
