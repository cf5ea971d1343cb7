import type { Chart } from '../html/charts/chart.ts';
import type { Picture } from './picture.ts';

/** Values of a chart from an index on, in the place of those that were there. */
export interface ChartTail {
  readonly id: string;
  readonly from: number;
  readonly x: readonly number[];
  readonly values: readonly (readonly (number | null)[])[];
  readonly held: readonly (number | null)[];
}

/** What makes one picture of another. What has not changed is not in it. */
export interface Change {
  readonly head?: Pick<Picture, 'standing' | 'state' | 'title' | 'heading'>;
  /** How many there are, and those that changed, by index. */
  readonly sections?: { readonly count: number; readonly changed: readonly [number, string][] };
  readonly run?: Picture['run'];
  /** Ids of all charts, in order; absent where they are the same as before. */
  readonly order?: readonly string[];
  readonly charts?: readonly Chart[];
  readonly tails?: readonly ChartTail[];
}

/** Everything of a picture, as a change from nothing. */
export function whole({ sections, run, charts, ...head }: Picture): Change {
  return {
    head,
    sections: { count: sections.length, changed: [...sections.entries()] },
    run,
    order: charts.map(({ id }) => id),
    charts,
    tails: [],
  };
}

/** What changed between two pictures; undefined where nothing did. */
export function changeBetween(before: Picture, after: Picture): Change | undefined {
  if (before === after) return undefined;
  const known = new Map(before.charts.map((chart) => [chart.id, chart]));
  const charts: Chart[] = [];
  const tails: ChartTail[] = [];
  for (const chart of after.charts) {
    const old = known.get(chart.id);
    const tail = old === undefined ? undefined : tailOf(old, chart);
    if (tail === undefined) charts.push(chart);
    else if (tail !== 'same') tails.push(tail);
  }
  const order = after.charts.map(({ id }) => id);
  const changed = [...after.sections.entries()].filter(
    ([index, text]) => before.sections[index] !== text,
  );
  const { standing, state, title, heading } = after;
  const head = { standing, state, title, heading };
  const sameCount = before.sections.length === after.sections.length;
  const change: Change = {
    ...(isSame({ ...head }, headOf(before)) ? {} : { head }),
    ...(sameCount && changed.length === 0
      ? {}
      : { sections: { count: after.sections.length, changed } }),
    ...(isSame(before.run, after.run) ? {} : { run: after.run }),
    ...(isSame(
      order,
      before.charts.map(({ id }) => id),
    )
      ? {}
      : { order }),
    ...(charts.length === 0 ? {} : { charts }),
    ...(tails.length === 0 ? {} : { tails }),
  };
  return Object.keys(change).length === 0 ? undefined : change;
}

function headOf({ standing, state, title, heading }: Picture): object {
  return { standing, state, title, heading };
}

/** What follows the part that two charts share; undefined where they differ in more than values. */
function tailOf(before: Chart, after: Chart): ChartTail | 'same' | undefined {
  if (!isSame(shapeOf(before), shapeOf(after))) return undefined;
  let from = Math.min(before.x.length, after.x.length);
  from = firstDifference(before.x, after.x, from);
  for (const [index, { values }] of after.series.entries())
    from = firstDifference(before.series[index]?.values ?? [], values, from);
  const held = after.series.map((series) => series.held ?? null);
  const isGrown = from < after.x.length || from < before.x.length;
  if (
    !isGrown &&
    isSame(
      held,
      before.series.map((series) => series.held ?? null),
    )
  )
    return 'same';
  return {
    id: after.id,
    from,
    x: after.x.slice(from),
    values: after.series.map(({ values }) => values.slice(from)),
    held,
  };
}

/** All of a chart but its values. */
function shapeOf({ series, ...rest }: Chart): object {
  return {
    ...rest,
    x: [],
    series: series.map(({ values, held, ...own }) => ({
      ...own,
      drawn: values.length > 0,
      held: held === undefined,
    })),
  };
}

function firstDifference(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  most: number,
): number {
  for (let index = 0; index < most; index += 1) if (a[index] !== b[index]) return index;
  return most;
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
