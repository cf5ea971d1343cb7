import { alarmArn, topicArn } from '../../aws/arn.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import type { Exported } from '../exported.ts';
import type { Fields } from '../source/record.ts';
import { fieldsOf, isFields } from '../source/record.ts';

/*
 * What `terraform show -json` would print of an exported configuration: of a plan, in which ARNs are not known yet, and of
 * the state after it was applied. It evaluates as much of Terraform's language as the export writes.
 */

interface Instance {
  readonly type: string;
  readonly name: string;
  readonly region: string;
  readonly arguments: Fields;
}

/** Names are known before anything exists, ARNs are not. */
function isKnown(reference: string): boolean {
  return !reference.endsWith('.arn');
}

export function plannedShow({ files }: Exported): string {
  const { providers, instances } = parse(files);
  const resources = instances.map((instance) => evaluate(instance, instances, isKnown));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.13.0',
    planned_values: {
      root_module: {
        resources: resources.map(({ instance, values }) => ({
          address: addressOf(instance),
          mode: 'managed',
          type: instance.type,
          name: instance.name,
          values,
        })),
      },
    },
    resource_changes: resources.map(({ instance, unknown }) => ({
      address: addressOf(instance),
      change: { actions: ['create'], after_unknown: { arn: true, id: true, ...unknown } },
    })),
    configuration: {
      provider_config: Object.fromEntries(
        providers.map(({ alias, region }) => [
          alias === undefined ? 'aws' : `aws.${alias}`,
          {
            name: 'aws',
            ...(alias === undefined ? {} : { alias }),
            expressions: { region: { constant_value: region } },
          },
        ]),
      ),
      root_module: {
        resources: resources.map(({ instance, expressions }) => ({
          address: addressOf(instance),
          type: instance.type,
          name: instance.name,
          provider_config_key: instance.arguments['provider'] ?? 'aws',
          expressions,
        })),
      },
    },
  });
}

export function appliedShow({ files }: Exported, { environment }: DefinitionSet): string {
  const { instances } = parse(files);
  const resources = instances.map((instance) => {
    const { values } = evaluate(instance, instances, () => true, environment.accountId);
    const arn = arnOf(instance, environment.accountId);
    return {
      address: addressOf(instance),
      mode: 'managed',
      type: instance.type,
      name: instance.name,
      values: { ...values, region: instance.region, ...(arn === undefined ? {} : { arn }) },
    };
  });
  return JSON.stringify(
    { format_version: '1.0', terraform_version: '1.13.0', values: { root_module: { resources } } },
    undefined,
    1,
  );
}

interface Provider {
  readonly alias?: string;
  readonly region: string;
}

function parse(files: Exported['files']): {
  readonly providers: readonly Provider[];
  readonly instances: readonly Instance[];
} {
  const [providerFile, resourceFile] = files.map(({ text }) => fieldsOf(JSON.parse(text)));
  const list = fieldsOf(providerFile?.['provider'])['aws'];
  const providers = (Array.isArray(list) ? list : []).map((item) => {
    const { alias, region } = fieldsOf(item);
    return { region: String(region), ...(typeof alias === 'string' ? { alias } : {}) };
  });
  const regionOf = (key: unknown): string =>
    providers.find(({ alias }) => (alias === undefined ? undefined : `aws.${alias}`) === key)
      ?.region ?? 'nowhere';
  const instances = Object.entries(fieldsOf(resourceFile?.['resource'])).flatMap(([type, named]) =>
    Object.entries(fieldsOf(named)).map(([name, body]) => ({
      type,
      name,
      region: regionOf(fieldsOf(body)['provider']),
      arguments: fieldsOf(body),
    })),
  );
  return { providers, instances };
}

function addressOf({ type, name }: Instance): string {
  return `${type}.${name}`;
}

function arnOf(instance: Instance, accountId: string): string | undefined {
  const place = { region: instance.region, accountId };
  if (instance.type === 'aws_sns_topic')
    return topicArn(place, unescape(instance.arguments['name']));
  return instance.type.endsWith('_alarm')
    ? alarmArn(place, unescape(instance.arguments['alarm_name']))
    : undefined;
}

function unescape(text: unknown): string {
  return template(String(text), () => '');
}

/** A template of the kinds that the export writes. */
function template(text: string, resolve: (reference: string) => string): string {
  return text.replaceAll(
    /([$%])\1\{|\$\{"([$%]*)"\}|\$\{([^}"]*)\}/g,
    (_all, sign: string | undefined, signs: string | undefined, reference: string | undefined) => {
      if (sign !== undefined) return `${sign}{`;
      return signs ?? resolve(reference ?? '');
    },
  );
}

const metaArguments = new Set(['provider', 'depends_on']);

function evaluate(
  instance: Instance,
  others: readonly Instance[],
  isKnown: (reference: string) => boolean,
  accountId = '000000000000',
): {
  readonly instance: Instance;
  readonly values: Fields;
  readonly unknown: Fields;
  readonly expressions: Fields;
} {
  const values: Record<string, unknown> = {};
  const unknown: Record<string, unknown> = {};
  const expressions: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(instance.arguments)) {
    if (metaArguments.has(key)) continue;
    const references = new Set<string>();
    const all = inner(value, references);
    expressions[key] =
      references.size === 0 ? { constant_value: all } : { references: [...references] };
    const items = Array.isArray(value) ? value : [value];
    const missing = items.map((item) => {
      const own = new Set<string>();
      inner(item, own);
      return ![...own].every(isKnown);
    });
    unknown[key] = Array.isArray(value) ? missing : missing[0] === true;
    // A set is given without the elements that are not known.
    if (Array.isArray(all)) values[key] = all.filter((_item, at) => missing[at] === false);
    else if (missing[0] !== true) values[key] = all;
  }
  return { instance, values, unknown, expressions };

  function inner(value: unknown, references: Set<string>): unknown {
    if (typeof value === 'string')
      return template(value, (reference) => {
        references.add(reference);
        return lookUp(reference);
      });
    if (Array.isArray(value)) return value.map((item) => inner(item, references));
    if (!isFields(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, inner(item, references)]),
    );
  }

  function lookUp(reference: string): string {
    const [type, name, attribute] = reference.split('.');
    const target = others.find((other) => other.type === type && other.name === name);
    if (target === undefined) throw new Error(`nothing is called ${reference}`);
    return attribute === 'arn'
      ? (arnOf(target, accountId) ?? '')
      : unescape(target.arguments[attribute ?? '']);
  }
}
