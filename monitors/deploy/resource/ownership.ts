import type { Tags } from '../../definitions/base.ts';

/** Whose something is. The same definitions in two environments of an account are two owners. */
export interface Owner {
  /** The name of the set of definitions. */
  readonly stack: string;
  readonly environment: string;
}

/** The tags that say so on everything that can carry tags. */
export const ownerTag = 'bilancia:owner';
export const environmentTag = 'bilancia:environment';

/** Metric filters carry no tags, so that their names have to say it: `bilancia/STACK/ENVIRONMENT/NAME`. */
const filterPrefix = 'bilancia/';

export function ownerTags({ stack, environment }: Owner): Tags {
  return { [ownerTag]: stack, [environmentTag]: environment };
}

export function ownerOfTags(tags: Tags): Owner | undefined {
  const stack = tags[ownerTag];
  return stack === undefined ? undefined : { stack, environment: tags[environmentTag] ?? '' };
}

/** The name on AWS of the metric filter that the definitions call `name`. */
export function ownedFilterName({ stack, environment }: Owner, name: string): string {
  return `${filterPrefix}${stack}/${environment}/${name}`;
}

export function ownerOfFilterName(filterName: string): Owner | undefined {
  const [, stack, environment, name] = /^bilancia\/([^/]+)\/([^/]+)\/(.*)$/s.exec(filterName) ?? [];
  if (stack === undefined || environment === undefined || name === undefined) return undefined;
  return { stack, environment };
}

/** What the definitions call the metric filter of that name on AWS. */
export function definedFilterName(filterName: string): string {
  return ownerOfFilterName(filterName) === undefined
    ? filterName
    : filterName.split('/').slice(3).join('/');
}

export function isSameOwner(a: Owner, b: Owner): boolean {
  return a.stack === b.stack && a.environment === b.environment;
}

/** What may be part of a tag and of a filter's name. */
export const ownerNamePattern = /^[\w.-]{1,64}$/;
export const ownerNameRule = '1 to 64 letters, digits, dots, dashes and underscores';
