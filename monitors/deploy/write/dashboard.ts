import { DeleteDashboardsCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import type { Clients } from '../aws/clients.ts';
import { present } from '../aws/present.ts';
import type { Resource, ResourceOf } from '../resource.ts';
import { tagCloudWatch, tagList } from './tags.ts';

/** Gives CloudWatch's warnings about a body that it took all the same. */
export async function writeDashboard(
  clients: Clients,
  dashboard: ResourceOf<'dashboard'>,
  before: Resource | undefined,
): Promise<string[]> {
  if (before !== undefined) await tagCloudWatch(clients, dashboard, before);
  const { DashboardName, DashboardBody } = dashboard.content;
  const { DashboardValidationMessages = [] } = await clients.cloudwatch.send(
    new PutDashboardCommand({
      DashboardName,
      DashboardBody: JSON.stringify(DashboardBody),
      ...(before === undefined ? { Tags: tagList(dashboard.tags) } : {}),
    }),
  );
  return DashboardValidationMessages.map(({ DataPath = '', Message = '' }) =>
    `${DataPath} ${Message}`.trim(),
  );
}

export async function removeDashboard({ cloudwatch }: Clients, { name }: Resource): Promise<void> {
  await present(cloudwatch.send(new DeleteDashboardsCommand({ DashboardNames: [name] })));
}
