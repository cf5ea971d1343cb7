import type { z } from 'zod';
import type { Dashboard } from '../../definitions/dashboard.ts';
import { shape, text } from './scalars.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html */
export const dashboardSchema = shape({ DashboardName: text, DashboardBody: text });

/** A dashboard keeps its body as it was read: bodies can say more than our widgets. */
export function dashboardOf({
  DashboardName,
  DashboardBody,
}: z.infer<typeof dashboardSchema>): Dashboard {
  return {
    kind: 'dashboard',
    name: DashboardName,
    title: DashboardName,
    widgets: [],
    body: DashboardBody,
  };
}
