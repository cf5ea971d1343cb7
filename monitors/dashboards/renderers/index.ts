import type { Dashboard } from '../../definitions/dashboard.ts';

/** Makes a dashboard, which says its region, what a product imports. */
export type DashboardRenderer = (
  dashboard: Dashboard & { readonly region: string },
  region: string,
  accountId: string,
) => object;

/**
 * Every renderer by the name of its product, loaded when it is asked for, because the command line starts with the names
 * alone. To add one: a folder beside this one, and its line here.
 */
export const renderers = {
  cloudwatch: async () => (await import('../cloudwatch/body.ts')).dashboardBody,
  grafana: async () => (await import('../grafana/dashboard.ts')).grafanaDashboard,
} satisfies Record<string, () => Promise<DashboardRenderer>>;

export type DashboardFormat = keyof typeof renderers;
