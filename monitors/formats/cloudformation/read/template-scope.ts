import { alarmArn, eventRuleArn, muteRuleArn, partitionOf, topicArn } from '../../../aws/arn.ts';
import type { AccountRegion } from '../../../aws/arn.ts';
import type { Fields } from '../../source/record.ts';
import { fieldsOf, isFields } from '../../source/record.ts';
import { evaluate } from './evaluate.ts';
import { readers } from './definitions.ts';
import { nameAttributes, nameProperties } from './known-types.ts';
import { parameterValue } from './parameters.ts';
import type { Scope } from './scope.ts';
import { noValue } from './scope.ts';

/** What a template is resolved with, besides itself. */
export interface Surroundings {
  readonly place: AccountRegion;
  /** Values of parameters. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly note: (sentence: string) => void;
  /** Hears of every text that stands for a value. */
  readonly onPlaceholder: (placeholder: string) => void;
}

export interface TemplateScope extends Scope {
  /** The name of a resource: its own, or its logical id where CloudFormation would make one up. */
  readonly nameOf: (logicalId: string) => string;
}

/** ARNs that follow from a name. */
const arns: ReadonlyMap<string, (place: AccountRegion, name: string) => string> = new Map(
  Object.entries({
    'AWS::CloudWatch::Alarm': alarmArn,
    'AWS::CloudWatch::AlarmMuteRule': muteRuleArn,
    'AWS::CloudWatch::CompositeAlarm': alarmArn,
    'AWS::Events::Rule': eventRuleArn,
    'AWS::Logs::LogGroup': ({ region, accountId }, name) =>
      `arn:${partitionOf(region)}:logs:${region}:${accountId}:log-group:${name}:*`,
    'AWS::SNS::Topic': topicArn,
  }),
);

/** Types of which `Ref` is the ARN. */
const arnByRef = new Set(['AWS::SNS::Topic', 'AWS::CloudWatch::AlarmMuteRule']);

export function templateScope(template: Fields, surroundings: Surroundings): TemplateScope {
  const { place, note, onPlaceholder } = surroundings;
  const parameters = fieldsOf(template['Parameters']);
  const resources = fieldsOf(template['Resources']);
  const conditions = fieldsOf(template['Conditions']);
  const pseudo: Fields = {
    'AWS::AccountId': place.accountId,
    'AWS::NoValue': noValue,
    'AWS::Partition': partitionOf(place.region),
    'AWS::Region': place.region,
    'AWS::URLSuffix': place.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  /** What is being resolved: a template may refer to itself in a circle, and be refused by AWS for it. */
  const open = new Set<string>();
  let guesses = 0;

  function once<T>(key: string, circular: () => T, work: () => T): T {
    if (open.has(key)) return circular();
    open.add(key);
    try {
      return work();
    } finally {
      open.delete(key);
    }
  }

  const scope: TemplateScope = {
    ref(name) {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      if (Object.hasOwn(parameters, name)) {
        const parameter = parameterValue(name, parameters[name], surroundings.parameters);
        return parameter.known ? parameter.value : scope.placeholder(name, parameter.why);
      }
      if (name.startsWith('AWS::'))
        return scope.placeholder(name, `${name} is known only in a stack`);
      const resource = resources[name];
      if (!isFields(resource))
        return scope.placeholder(name, `the template has no parameter and no resource ${name}`);
      const type = String(resource['Type']);
      if (arnByRef.has(type)) return arns.get(type)?.(place, scope.nameOf(name));
      return nameProperties.has(type)
        ? scope.nameOf(name)
        : scope.placeholder(name, `${name} is a resource of type ${type}`);
    },
    attribute(id, attribute) {
      const resource = fieldsOf(resources[id]);
      const type = String(resource['Type']);
      const property = nameAttributes.get(`${type} ${attribute}`);
      if (property === nameProperties.get(type) && property !== undefined) return scope.nameOf(id);
      const value = fieldsOf(resource['Properties'])[property ?? attribute];
      if (value !== undefined) return evaluate(value, scope);
      const arn = /^(?:Topic)?Arn$/.test(attribute) ? arns.get(type) : undefined;
      return arn === undefined
        ? scope.placeholder(`${id}.${attribute}`, `${attribute} of ${id} is known only in a stack`)
        : arn(place, scope.nameOf(id));
    },
    nameOf(id) {
      const resource = fieldsOf(resources[id]);
      const type = String(resource['Type']);
      const property = nameProperties.get(type) ?? '';
      const name = fieldsOf(resource['Properties'])[property];
      return once(
        `name ${id}`,
        () => scope.placeholder(id, `the name of ${id} refers to itself`),
        () => {
          const value = name === undefined ? noValue : evaluate(name, scope);
          if (typeof value === 'string') return value;
          if (typeof value === 'number' || typeof value === 'boolean') return String(value);
          if (value === noValue && !readers.has(type))
            return scope.placeholder(id, `CloudFormation generates the name of ${id}`);
          if (value !== noValue)
            return scope.placeholder(
              `${id}.${property}`,
              `the ${property} of ${id} is not a string`,
            );
          note(
            `${id} has no ${property}: CloudFormation generates a name from the name of the stack; here it is ${id}.`,
          );
          return id;
        },
      );
    },
    condition(name) {
      if (!Object.hasOwn(conditions, name)) {
        note(`The template has no condition ${name}: it is assumed to be true.`);
        return true;
      }
      return once(
        `condition ${name}`,
        () => false,
        () => {
          const before = guesses;
          const holds = evaluate(conditions[name], scope) === true;
          if (guesses > before)
            note(`Condition ${name} depends on what is not known, and counts as ${String(holds)}.`);
          return holds;
        },
      );
    },
    mapped(map, first, second) {
      return fieldsOf(fieldsOf(fieldsOf(template['Mappings'])[map])[first])[second];
    },
    placeholder(name, why) {
      const given = surroundings.parameters.get(name);
      if (given !== undefined) return given;
      guesses += 1;
      const text = `\${${name}}`;
      note(`${text} is a placeholder for an unknown value: ${why}.`);
      onPlaceholder(text);
      return text;
    },
  };
  return scope;
}
