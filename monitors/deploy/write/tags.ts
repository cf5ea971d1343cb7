import { TagResourceCommand } from '@aws-sdk/client-cloudwatch';
import type { Tags } from '../../definitions/base.ts';
import type { Clients } from '../../aws/clients.ts';
import type { Resource } from '../resource/resource.ts';

/** Tags as AWS's requests list them. */
export function tagList(tags: Tags): { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Those of the wanted tags that are not there as wanted. */
export function missingTags(wanted: Tags, found: Tags): { Key: string; Value: string }[] {
  return tagList(wanted).filter(({ Key, Value }) => found[Key] !== Value);
}

/**
 * Puts missing tags on something of CloudWatch that is there already: Put requests ignore tags then. To be done before
 * the rest, so that something adopted is ours from the first request on.
 */
export async function tagCloudWatch(
  { cloudwatch }: Clients,
  wanted: Resource,
  before: Resource,
): Promise<void> {
  const Tags = missingTags(wanted.tags, before.tags);
  if (Tags.length === 0 || before.arn === undefined) return;
  await cloudwatch.send(new TagResourceCommand({ ResourceARN: before.arn, Tags }));
}
