import { isIntrinsic } from '../template.ts';
import { splitAttribute } from './functions.ts';
import type { Scope } from './scope.ts';
import { noValue } from './scope.ts';

/** A value with its calls replaced by what they give, as far as the template tells. */
export function evaluate(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  if (typeof value === 'string') return withoutDynamic(value, scope);
  if (typeof value !== 'object' || value === null) return value;
  const [entry] = Object.entries(value);
  if (entry !== undefined && isIntrinsic(value)) return evaluateCall(entry[0], entry[1], scope);
  const entries = Object.entries(value)
    .map(([key, item]) => [key, evaluate(item, scope)] as const)
    .filter(([, item]) => item !== noValue && item !== undefined);
  return Object.fromEntries(entries);
}

/**
 * A text with placeholders for what CloudFormation looks up elsewhere.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function withoutDynamic(text: string, scope: Scope): string {
  return text.replaceAll(
    /\{\{(resolve:(ssm|ssm-secure|secretsmanager):[^}]*)\}\}/g,
    (_all, name, from) =>
      scope.placeholder(
        String(name).replaceAll('${', '').replaceAll('}', ''),
        `the value is in ${from === 'secretsmanager' ? 'Secrets Manager' : 'Systems Manager'}`,
      ),
  );
}

function evaluateCall(name: string, argument: unknown, scope: Scope): unknown {
  if (name === 'Ref')
    return typeof argument === 'string'
      ? scope.ref(argument)
      : scope.placeholder('Ref', 'a Ref refers to no name');
  if (name === 'Condition') return scope.condition(String(argument));
  const call = calls[name];
  return call === undefined
    ? scope.placeholder(name, `${name} is not evaluated here`)
    : call(argument, scope);
}

type Call = (argument: unknown, scope: Scope) => unknown;

const calls: Readonly<Record<string, Call>> = {
  'Fn::And': (argument, scope) => listOf(argument).every((item) => evaluate(item, scope) === true),
  'Fn::Base64': (argument, scope) =>
    Buffer.from(textOf(evaluate(argument, scope))).toString('base64'),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = listOf(argument).map((item) => textOf(evaluate(item, scope)));
    return left === right;
  },
  'Fn::FindInMap': findInMap,
  'Fn::GetAtt': (argument, scope) => {
    const [resource, ...attribute] =
      typeof argument === 'string' ? splitAttribute(argument) : listOf(argument).map(String);
    return scope.attribute(resource ?? '', attribute.join('.'));
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = listOf(argument);
    return evaluate(scope.condition(String(condition)) ? yes : no, scope);
  },
  'Fn::ImportValue': (argument, scope) => {
    const name = textOf(evaluate(argument, scope));
    return scope.placeholder(`ImportValue ${name}`, `"${name}" is exported by another stack`);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, list] = listOf(argument);
    const items = evaluate(list, scope);
    const joined = Array.isArray(items) ? items.map(textOf).join(textOf(separator)) : textOf(items);
    return withoutDynamic(joined, scope);
  },
  'Fn::Length': (argument, scope) => listOf(evaluate(argument, scope)).length,
  'Fn::Not': (argument, scope) => evaluate(listOf(argument)[0], scope) !== true,
  'Fn::Or': (argument, scope) => listOf(argument).some((item) => evaluate(item, scope) === true),
  'Fn::Select': (argument, scope) => {
    const [index, list] = listOf(argument);
    const items = evaluate(list, scope);
    const at = textOf(evaluate(index, scope));
    if (!Array.isArray(items))
      return scope.placeholder(`Select ${at} ${bare(textOf(items))}`, 'a list is not known');
    return items[Number(at)] ?? scope.placeholder(`Select ${at}`, `a list has no item ${at}`);
  },
  'Fn::Split': (argument, scope) => {
    const [separator, list] = listOf(argument);
    const text = textOf(evaluate(list, scope));
    if (text.includes('${'))
      return scope.placeholder(`Split ${bare(text)}`, 'a text to split is not known');
    return text.split(textOf(separator));
  },
  'Fn::Sub': substitute,
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(evaluate(argument, scope)),
};

function findInMap(argument: unknown, scope: Scope): unknown {
  const [map, first, second, options] = listOf(argument).map((item) => evaluate(item, scope));
  const found = scope.mapped(textOf(map), textOf(first), textOf(second));
  if (found !== undefined) return found;
  const path = [map, first, second].map((part) => bare(textOf(part))).join('.');
  const isKnown = ![first, second].some((key) => textOf(key).includes('${'));
  if (isKnown && typeof options === 'object' && options !== null && 'DefaultValue' in options)
    return options.DefaultValue;
  return scope.placeholder(`FindInMap ${path}`, `the mappings hold no ${path}`);
}

function substitute(argument: unknown, scope: Scope): string {
  const [template, own] = Array.isArray(argument) ? listOf(argument) : [argument, {}];
  const variables = new Map(typeof own === 'object' && own !== null ? Object.entries(own) : []);
  const text = textOf(template).replaceAll(
    /\$\{(!?)([^}]*)\}/g,
    (_all, keep: string, given: string) => {
      if (keep === '!') return `\${${given}}`;
      const name = given.trim();
      if (variables.has(name)) return textOf(evaluate(variables.get(name), scope));
      if (!name.includes('.')) return textOf(scope.ref(name));
      const [resource, attribute] = splitAttribute(name);
      return textOf(scope.attribute(resource, attribute));
    },
  );
  return withoutDynamic(text, scope);
}

/** A text without the signs of a placeholder, as part of the name of another. */
function bare(text: string): string {
  return text.replaceAll(/\$\{|\}/g, '');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === noValue) return '';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  return JSON.stringify(value);
}
