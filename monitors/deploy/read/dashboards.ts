import { collected } from '../../../core/collected.ts';
import {
  GetDashboardCommand,
  ListTagsForResourceCommand,
  paginateListDashboards,
} from '@aws-sdk/client-cloudwatch';
import { dashboardArn } from '../../aws/arn.ts';
import { mapPresent } from '../../../core/aws/bounded.ts';
import { foundDashboard } from '../mapping/dashboard.ts';
import { ownerOfTags } from '../resource/ownership.ts';
import type { Found } from './found.ts';
import type { Reading } from './reading.ts';
import { matters, placeOf, tagRecord } from './reading.ts';

export async function readDashboards(reading: Reading): Promise<Found[]> {
  const { cloudwatch } = reading.clients;
  const pages = await collected(paginateListDashboards({ client: cloudwatch }, {}));
  const entries = pages.flatMap(({ DashboardEntries = [] }) => DashboardEntries);
  return mapPresent(entries, ({ DashboardName = '' }) => found(reading, DashboardName));
}

async function found(reading: Reading, name: string): Promise<Found> {
  const { region, cloudwatch } = reading.clients;
  const arn = dashboardArn(placeOf(reading), name);
  const key = `dashboard ${name}`;
  const { Tags } = await cloudwatch.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
  const tags = tagRecord(Tags);
  const owner = ownerOfTags(tags);
  if (!matters(reading, key, owner))
    return { whole: false, key, kind: 'dashboard', region, name, tags, owner };
  const { DashboardBody = '' } = await cloudwatch.send(
    new GetDashboardCommand({ DashboardName: name }),
  );
  const content = foundDashboard(name, DashboardBody);
  return {
    whole: true,
    key,
    owner,
    resource: { kind: 'dashboard', region, name, arn, tags, content },
  };
}
