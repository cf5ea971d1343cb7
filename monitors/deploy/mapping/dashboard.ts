import { dashboardBody } from '../../dashboards/cloudwatch/body.ts';
import type { Dashboard } from '../../definitions/dashboard.ts';
import { dashboardArn } from '../../aws/arn.ts';
import { normal } from '../resource/json.ts';
import type { DashboardContent, ResourceOf } from '../resource/resource.ts';
import { parsedJson } from './parsed-json.ts';
import type { Scope } from './scope.ts';
import { commonOf, regionOf } from './scope.ts';

/** What PutDashboard is given: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export function wantedDashboard(scope: Scope, dashboard: Dashboard): ResourceOf<'dashboard'> {
  const { region, accountId } = scope.set.environment;
  return {
    ...commonOf(scope, dashboard),
    // Dashboards belong to the account; they are reached through the environment's own region.
    region,
    arn: dashboardArn(scope.set.environment, dashboard.name),
    content: {
      DashboardName: dashboard.name,
      DashboardBody: normal(dashboardBody(dashboard, regionOf(scope, dashboard), accountId)),
    },
  };
}

/** What GetDashboard gives, in the same form. */
export function foundDashboard(name: string, body: string): DashboardContent {
  return { DashboardName: name, DashboardBody: parsedJson(body) };
}
