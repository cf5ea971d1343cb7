import type { Tags } from '../../definitions/base.ts';
import type { DefinitionKind } from '../../definitions/definition.ts';
import type { Owner } from '../resource/ownership.ts';
import type { Resource } from '../resource/resource.ts';

/** Something in the account that was read whole. */
export interface FoundResource {
  readonly whole: true;
  readonly key: string;
  readonly resource: Resource;
  readonly owner: Owner | undefined;
}

/** Something that nobody manages or wants here, or a kind that is not defined here: only its name is known. */
export interface FoundName {
  readonly whole: false;
  readonly key: string;
  readonly kind: DefinitionKind | 'log-alarm';
  readonly region: string;
  readonly name: string;
  readonly tags: Tags;
  readonly owner: Owner | undefined;
}

export type Found = FoundResource | FoundName;
