import {
  DeleteDashboardsCommand,
  ListTagsForResourceCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../../aws/clients.ts';
import { present } from '../../../core/aws/present.ts';
import { tagRecord } from '../read/reading.ts';
import type { Resource, ResourceOf } from '../resource/resource.ts';
import { missingTags, tagCloudWatch, tagList } from './tags.ts';

/** Gives CloudWatch's warnings about a body that it took all the same. */
export async function writeDashboard(
  clients: Clients,
  dashboard: ResourceOf<'dashboard'>,
  before: Resource | undefined,
): Promise<string[]> {
  const { cloudwatch } = clients;
  // Where dashboards carry no tags, there is nothing to tag: what comes of it is said below.
  if (before !== undefined) await present(tagCloudWatch(clients, dashboard, before));
  const { DashboardName, DashboardBody } = dashboard.content;
  const { DashboardValidationMessages = [] } = await cloudwatch.send(
    new PutDashboardCommand({
      DashboardName,
      DashboardBody: JSON.stringify(DashboardBody),
      ...(before === undefined ? { Tags: tagList(dashboard.tags) } : {}),
    }),
  );
  const warnings = DashboardValidationMessages.map(({ DataPath = '', Message = '' }) =>
    `${DataPath} ${Message}`.trim(),
  );
  return (await carriesTags(clients, dashboard)) ? warnings : [...warnings, untagged];
}

const untagged =
  'this endpoint stores no tags of dashboards: later changes need --adopt, and it is never deleted';

/** Tags of dashboards are younger than dashboards, and simulators lack them. */
async function carriesTags({ cloudwatch }: Clients, { arn, tags }: Resource): Promise<boolean> {
  const answer = await present(
    cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arn })),
  );
  return missingTags(tags, tagRecord(answer?.Tags)).length === 0;
}

export async function removeDashboard({ cloudwatch }: Clients, { name }: Resource): Promise<void> {
  await present(cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] })));
}
