import type { Base } from './base.ts';
import type { MetricQuery } from './metric.ts';

/**
 * A dashboard as an intent: what to show and where. Renderers make a CloudWatch dashboard body or a Grafana dashboard of
 * it. The grid has 24 columns, as CloudWatch's.
 */
export interface Dashboard extends Base {
  readonly kind: 'dashboard';
  readonly title: string;
  readonly widgets: readonly Widget[];
  /** Values a reader may pick at the top, such as the tenant. */
  readonly variables?: readonly DashboardVariable[];
  /** How far back it shows when it is opened, as an ISO 8601 duration: `PT3H`, `P30D`. */
  readonly lookBack?: string;
  /** A body that was read from elsewhere and is kept as it is; `widgets` is empty then. */
  readonly body?: string;
}

/** Where a widget lies on the grid, and how large it is. */
export interface WidgetPosition {
  /** Columns from the left, 0 to 23. */
  readonly x: number;
  readonly y: number;
  /** Columns, 1 to 24. */
  readonly width: number;
  readonly height: number;
}

export type Widget = MetricWidget | TextWidget | AlarmWidget | LogWidget;

export interface MetricWidget {
  readonly kind: 'metric';
  readonly title: string;
  readonly place: WidgetPosition;
  readonly queries: readonly MetricQuery[];
  readonly view: 'line' | 'stacked' | 'bar' | 'number';
  readonly region?: string;
  readonly axis?: { readonly label?: string; readonly min?: number; readonly max?: number };
  /** Lines across the graph, such as a threshold. */
  readonly lines?: readonly { readonly label: string; readonly value: number }[];
}

export interface TextWidget {
  readonly kind: 'text';
  readonly place: WidgetPosition;
  readonly markdown: string;
}

/** The states of alarms, by name. */
export interface AlarmWidget {
  readonly kind: 'alarms';
  readonly title: string;
  readonly place: WidgetPosition;
  readonly alarms: readonly string[];
}

/** Logs Insights. */
export interface LogWidget {
  readonly kind: 'log';
  readonly title: string;
  readonly place: WidgetPosition;
  readonly logGroups: readonly string[];
  readonly query: string;
  readonly region?: string;
}

export interface DashboardVariable {
  /** What stands for the value in queries: the value of this dimension. */
  readonly dimension: string;
  readonly label: string;
  readonly values: readonly string[];
}
