import type { z } from 'zod';
import type { Definition } from '../../../definitions/definition.ts';
import type { Subscription } from '../../shapes/topic.ts';
import type { Fields } from '../../source/record.ts';
import type { TerraformResource } from './resources.ts';

/** What a reader of one type of resource needs of the others. */
export interface Reading {
  /** The fields in the shape of `schema`, or undefined when that cannot be known. */
  readonly as: <S extends z.ZodType>(
    resource: TerraformResource,
    fields: Fields,
    schema: S,
  ) => z.infer<S> | undefined;
  readonly subscriptions: (topic: TerraformResource) => readonly Subscription[];
  /** ARNs of the targets of a rule. */
  readonly targets: (rule: TerraformResource) => readonly string[];
  readonly note: (sentence: string, resource: TerraformResource) => void;
}

export type Read = (resource: TerraformResource, reading: Reading) => Definition | undefined;
