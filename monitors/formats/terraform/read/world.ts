import { groupBy } from '../../../../core/group-by.ts';
import { topicArn } from '../../../aws/arn.ts';
import type { Environment } from '../../../definitions/definition.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { ReadOptions } from '../../source/options.ts';
import { assumed } from '../../source/options.ts';
import type { Configuration, Target } from './configuration.ts';
import type { TerraformResource } from './resources.ts';

/** All resources of a plan or state together: where each lives, and which one an expression means. */
export interface World {
  readonly environment: Environment;
  /** What is guessed about where things live, as a sentence. */
  readonly guess: string | undefined;
  readonly regionOf: (resource: TerraformResource) => string;
  /** The resources of `type` that an argument refers to. */
  readonly referred: (
    resource: TerraformResource,
    argument: string,
    type: string,
  ) => readonly TerraformResource[];
  /** The ARN of a topic, also of one that does not exist yet. */
  readonly topicArnOf: (topic: TerraformResource) => string;
}

export function worldOf(
  resources: readonly TerraformResource[],
  configuration: Configuration,
  options: ReadOptions,
): World {
  const byName = groupBy(resources, ({ type, name }) => `${type}.${name}`);
  const ownRegion = (resource: TerraformResource): string | undefined =>
    textOf(resource.values['region']) ??
    nonEmpty(arnOf(resource)?.region) ??
    configuration.regionOf(resource);
  const region =
    options.region ?? configuration.region ?? mostOften(resources.map(ownRegion)) ?? undefined;
  const accountId =
    options.accountId ??
    mostOften(resources.map((resource) => nonEmpty(arnOf(resource)?.accountId)));
  const environment = {
    name: options.environment ?? assumed.environment,
    region: region ?? assumed.region,
    accountId: accountId ?? assumed.accountId,
  };
  const regionOf = (resource: TerraformResource): string =>
    ownRegion(resource) ?? environment.region;
  return {
    environment,
    guess: guessOf(region, accountId, environment),
    regionOf,
    referred: (resource, argument, type) =>
      configuration
        .targets(resource, argument, type)
        .flatMap((target) =>
          instancesOf(target, resource, byName.get(`${target.type}.${target.name}`) ?? []),
        ),
    topicArnOf: (topic) =>
      textOf(topic.values['arn']) ??
      topicArn(
        { region: regionOf(topic), accountId: environment.accountId },
        textOf(topic.values['name']) ?? topic.name,
      ),
  };
}

function guessOf(
  region: string | undefined,
  accountId: string | undefined,
  environment: Environment,
): string | undefined {
  const parts = [
    ...(region === undefined ? [`region ${environment.region}`] : []),
    ...(accountId === undefined ? [`account ${environment.accountId}`] : []),
  ];
  return parts.length === 0
    ? undefined
    : `The file does not say where everything is deployed: ${parts.join(' and ')} ${parts.length === 1 ? 'is' : 'are'} assumed.`;
}

/** The instances that are meant: the one of the index, the one with the same index as who refers to it, or all. */
function instancesOf(
  target: Target,
  from: TerraformResource,
  named: readonly TerraformResource[],
): readonly TerraformResource[] {
  const all = named.filter(
    ({ module }) =>
      module === target.module || withoutIndexes(module) === withoutIndexes(target.module),
  );
  const sameModule = all.filter(({ module }) => module === target.module);
  const near = sameModule.length > 0 ? sameModule : all;
  const index = target.index ?? from.index;
  const chosen = near.filter((resource) => resource.index === index);
  return chosen.length > 0 ? chosen : near;
}

function withoutIndexes(module: string): string {
  return module.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, '');
}

/** A resource's own ARN: the argument `arn` of an event target is somebody else's. */
function arnOf({ type, values }: TerraformResource): ReturnType<typeof parseArn> {
  const arn = type === 'aws_cloudwatch_event_target' ? undefined : textOf(values['arn']);
  return arn === undefined ? undefined : parseArn(arn);
}

function mostOften(values: readonly (string | undefined)[]): string | undefined {
  const groups = groupBy(
    values.filter((value) => value !== undefined),
    (value) => value,
  );
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? nonEmpty(value) : undefined;
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}
