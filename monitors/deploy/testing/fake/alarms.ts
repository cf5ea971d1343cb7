import { parseRule } from '../../../composite-rule/parse.ts';
import { ruleReferences } from '../../../composite-rule/references.ts';
import { alarmArn } from '../../../aws/arn.ts';
import type { Input } from './input.ts';
import { optionalText, text, texts, without } from './input.ts';
import type { Operations } from './operation.ts';
import { ServiceError } from './service-error.ts';
import type { FakeAccount, FakeAlarm, FakeRegion } from './state.ts';
import { addTags, page } from './state.ts';

const invalid = (message: string): ServiceError => new ServiceError('ValidationError', message);

/** Alarms as CloudWatch keeps them: Put overwrites the configuration, leaves the state, and reads tags only when it creates. */
export const alarmOperations: Operations = {
  PutMetricAlarm: ({ account, here, input }) => {
    for (const name of ['ComparisonOperator', 'EvaluationPeriods'])
      if (input[name] === undefined) throw invalid(`The parameter ${name} is required.`);
    const one = input['MetricName'] !== undefined;
    if (one === (input['Metrics'] !== undefined))
      throw invalid('Exactly one of MetricName and Metrics is required.');
    if ((input['Threshold'] !== undefined) === (input['ThresholdMetricId'] !== undefined))
      throw invalid('Exactly one of Threshold and ThresholdMetricId is required.');
    put(account, here, 'metric', input);
  },
  PutCompositeAlarm: ({ account, here, input }) => {
    const parsed = parseRule(text(input, 'AlarmRule'));
    if (!parsed.ok) throw invalid(`AlarmRule: ${parsed.error.problem}`);
    const suppressor = optionalText(input, 'ActionsSuppressor');
    const children = ruleReferences(parsed.rule).map(({ alarm }) => alarm);
    for (const child of [...children, ...(suppressor === undefined ? [] : [suppressor])])
      if (!here.alarms.has(nameOf(account, here, child)))
        throw invalid(`Could not save the composite alarm as alarm ${child} does not exist.`);
    put(account, here, 'composite', input);
  },
  DeleteAlarms: ({ account, here, input }) => {
    const names = texts(input, 'AlarmNames');
    const alarms = names.map((name) => here.alarms.get(name));
    if (alarms.includes(undefined))
      throw new ServiceError('ResourceNotFound', 'One of the alarms does not exist.', 404);
    if (alarms.filter((alarm) => alarm?.kind === 'composite').length > 1)
      throw invalid('At most one composite alarm can be deleted in a request.');
    for (const name of names) {
      const parent = parentOf(account, here, name);
      if (parent !== undefined)
        throw invalid(
          `Cannot delete ${name} as there are composite alarm(s) depending on it: ${parent}`,
        );
    }
    for (const name of names) {
      here.alarms.delete(name);
      account.tags.delete(alarmArn({ ...here, ...account }, name));
    }
  },
  DescribeAlarms: ({ account, here, input }) => {
    const types = texts(input, 'AlarmTypes');
    const kinds = types.length === 0 ? ['MetricAlarm'] : types;
    const all = [...here.alarms.values()].filter(({ kind }) =>
      kinds.includes(kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm'),
    );
    const { items, ...next } = page(account, all, optionalText(input, 'NextToken'));
    const described = (wanted: FakeAlarm['kind']): Input[] =>
      items
        .filter(({ kind }) => kind === wanted)
        .map(({ config, state }) => ({
          ...config,
          AlarmArn: alarmArn({ ...here, ...account }, text(config, 'AlarmName')),
          StateValue: state,
        }));
    return { MetricAlarms: described('metric'), CompositeAlarms: described('composite'), ...next };
  },
};

function put(account: FakeAccount, here: FakeRegion, kind: FakeAlarm['kind'], input: Input): void {
  const name = text(input, 'AlarmName');
  const there = here.alarms.get(name);
  if (there !== undefined && there.kind !== kind)
    throw invalid(`An alarm of another type has the name ${name}.`);
  const state = there?.state ?? 'INSUFFICIENT_DATA';
  here.alarms.set(name, { kind, state, config: without(input, 'Tags') });
  if (there === undefined) addTags(account, alarmArn({ ...here, ...account }, name), input);
}

/** The name in a reference, which may be an ARN. */
function nameOf(account: FakeAccount, here: FakeRegion, reference: string): string {
  const prefix = alarmArn({ ...here, ...account }, '');
  return reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;
}

/** A composite alarm whose rule or suppressor is the alarm. */
function parentOf(account: FakeAccount, here: FakeRegion, name: string): string | undefined {
  for (const [parent, { kind, config }] of here.alarms) {
    if (kind !== 'composite') continue;
    const parsed = parseRule(text(config, 'AlarmRule'));
    const children = parsed.ok ? ruleReferences(parsed.rule).map(({ alarm }) => alarm) : [];
    const all = [...children, optionalText(config, 'ActionsSuppressor') ?? ''];
    if (all.some((reference) => nameOf(account, here, reference) === name)) return parent;
  }
  return undefined;
}
