import type { ActionTarget, Base, Tags } from '../../definitions/base.ts';
import type { DefinitionSet } from '../../definitions/definition.ts';
import type { AccountRegion } from '../../aws/arn.ts';
import { topicArn } from '../../aws/arn.ts';
import type { Owner } from '../resource/ownership.ts';
import { ownerTags } from '../resource/ownership.ts';

/** What turns a definition into what AWS is asked for. */
export interface Scope {
  readonly set: DefinitionSet;
  readonly owner: Owner;
}

export function regionOf({ set }: Scope, { region }: Pick<Base, 'region'>): string {
  return region ?? set.environment.region;
}

export function placeOf(scope: Scope, definition: Pick<Base, 'region'>): AccountRegion {
  return { region: regionOf(scope, definition), accountId: scope.set.environment.accountId };
}

/** The definition's own tags, and whose it is. */
export function tagsOf({ owner }: Scope, { tags = {} }: Pick<Base, 'tags'>): Tags {
  return { ...tags, ...ownerTags(owner) };
}

/** ARNs, each once and sorted: AWS takes them as a set. */
export function targetArns(place: AccountRegion, targets: readonly ActionTarget[] = []): string[] {
  const arns = targets.map((target) =>
    typeof target === 'string' ? target : topicArn(place, target.topic),
  );
  return [...new Set(arns)].toSorted();
}

/** What every resource that is wanted has. */
export function commonOf<K extends string>(
  scope: Scope,
  definition: Base & { readonly kind: K },
): Pick<Base, 'origin'> & {
  readonly kind: K;
  readonly region: string;
  readonly name: string;
  readonly tags: Tags;
} {
  const { kind, name, origin } = definition;
  return {
    kind,
    region: regionOf(scope, definition),
    name,
    tags: tagsOf(scope, definition),
    ...(origin === undefined ? {} : { origin }),
  };
}
