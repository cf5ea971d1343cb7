import { dashboardBody } from '../dashboards/cloudwatch/body.ts';
import type { Dashboard } from '../definitions/dashboard.ts';

/** The body of a dashboard as CloudWatch takes it: a text of JSON. One that was read from elsewhere stays as it is. */
export function bodyOf(dashboard: Dashboard, region: string, accountId: string): string {
  return dashboard.body ?? JSON.stringify(dashboardBody(dashboard, region, accountId));
}
