/** How values of a chart are written; the page script has one formatter for each. */
export type Unit = 'count' | 'per-second' | 'ms' | 'fraction' | 'bytes';

/** Colors by meaning or by number; the style sheet knows their values for light and dark. */
export type Tone =
  | 'ok'
  | 'refused'
  | 'failed'
  | 'low'
  | 'middle'
  | 'high'
  | 'quiet'
  | `s${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`;

export interface ChartSeries {
  readonly label: string;
  readonly tone: Tone;
  readonly values: readonly (number | null)[];
  /** What the legend says of all judged phases, where the mean of the values would be wrong. */
  readonly held?: number | null;
  readonly dash?: boolean;
  readonly fill?: boolean;
}

/** A place on the x axis, with a number that leads to the list of what happened. */
export interface Mark {
  readonly number: number;
  readonly at: number;
  readonly text: string;
}

/** Names of what a drill goes through; the style sheet has a color for each. */
export type SpanName = 'fault' | 'recovery' | 'detection' | 'promotion' | 'flip';

/** A part of a drill that every chart shows along its x axis. */
export interface Span {
  readonly name: SpanName;
  /** Seconds since load began. */
  readonly from: number;
  readonly to: number;
  /** Those of lane 1 go on within those of lane 0. */
  readonly lane: 0 | 1;
}

/** A chart over time as the page script draws it. */
export interface Chart {
  readonly id: string;
  readonly title: string;
  /** What the y axis counts, with its unit. */
  readonly caption: string;
  readonly unit: Unit;
  /** Seconds since load began, unless `xUnit` says otherwise. */
  readonly x: readonly number[];
  /** `number`: pairs or runs by their number. */
  readonly xUnit?: 'clock' | 'number';
  /** What is marked in this chart, instead of what is in all of the page. */
  readonly marks?: readonly Mark[];
  readonly series: readonly ChartSeries[];
  /** Upper end of the y axis, where it is known beforehand. */
  readonly max?: number;
  readonly small?: boolean;
}

/** Whether there is anything to draw. */
export function hasValues(chart: Chart): boolean {
  return chart.series.some(({ values }) => values.some((value) => value !== null));
}

const numbered = ['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8'] as const;

/** Color of the n-th of several equals; after eight they begin again. */
export function toneOf(index: number): Tone {
  return numbered[index % numbered.length] ?? 's1';
}
