import type { Difference } from '../resource/json.ts';
import { differencesOf } from '../resource/json.ts';
import { comparableTopic } from '../mapping/topic.ts';
import type { Resource } from '../resource/resource.ts';

/** What differs between what is there and what is wanted, field by field. */
export function resourceDifferences(found: Resource, wanted: Resource): Difference[] {
  const content =
    found.kind === 'topic' && wanted.kind === 'topic'
      ? comparableTopic(found.content, wanted.content)
      : found.content;
  // Tags that nobody defined are others' business: cost allocation, automation.
  const tags = Object.fromEntries(
    Object.entries(found.tags).filter(([name]) => Object.hasOwn(wanted.tags, name)),
  );
  return differencesOf({ ...content, Tags: tags }, { ...wanted.content, Tags: wanted.tags });
}
