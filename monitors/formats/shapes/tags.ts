import type { Tags } from '../../definitions/base.ts';
import { filled } from '../compact.ts';

export type TagList = readonly { readonly Key: string; readonly Value: string }[];

/** Tags in the order of their keys, so that equal tags give equal texts. */
export function tagList(tags: Tags | undefined): TagList | undefined {
  return filled(
    Object.entries(tags ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([Key, Value]) => ({ Key, Value })),
  );
}

/** AWS's own tags (`aws:cloudformation:stack-name`) cannot be set, and belong to no definition. */
export function tagsOf(list: TagList | undefined): Tags | undefined {
  const own = (list ?? []).filter(({ Key }) => !Key.startsWith('aws:'));
  return filled(Object.fromEntries(own.map(({ Key, Value }) => [Key, Value])));
}
