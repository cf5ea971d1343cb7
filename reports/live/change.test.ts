import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Chart } from '../html/charts/chart.ts';
import { type Change, changeBetween, whole } from './change.ts';
import { type Picture, chartless } from './picture.ts';

const shownShape = z.object({
  head: z.unknown(),
  sections: z.array(z.string()),
  run: z.record(z.string(), z.unknown()),
  charts: z.array(z.unknown()),
});

/** What the page's own script makes of changes, one after the other. */
function shownAfter(changes: readonly Change[]): z.infer<typeof shownShape> {
  const script = readFileSync(new URL('../html/page/apply.js', import.meta.url), 'utf8');
  const end = `const shown = nothingShown();
    for (const change of JSON.parse(changes)) applyChange(shown, change);
    JSON.stringify({ ...shown, charts: [...shown.charts.values()] })`;
  const text: unknown = runInNewContext(`${script}\n${end}`, { changes: JSON.stringify(changes) });
  return shownShape.parse(JSON.parse(String(text)));
}

function shownOf({ sections, run, charts, ...head }: Picture): unknown {
  return shownShape.parse(JSON.parse(JSON.stringify({ head, sections, run, charts })));
}

const value = fc.option(fc.integer({ min: 0, max: 3 }), { nil: null });

/** Charts of few ids and few values, so that two of them often have much in common. */
const chart: fc.Arbitrary<Chart> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c'),
    length: fc.nat(6),
    series: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ id, length, series }) =>
    fc
      .record({
        step: fc.constantFrom(1, 2),
        held: fc.option(value, { nil: undefined }),
        values: fc.array(fc.array(value, { minLength: length, maxLength: length }), {
          minLength: series,
          maxLength: series,
        }),
        isEmpty: fc.boolean(),
      })
      .map(({ step, held, values, isEmpty }) => ({
        id,
        title: id,
        caption: '',
        unit: 'count' as const,
        x: Array.from({ length }, (_, at) => at * step),
        series: values.map((of, index) => ({
          label: `${index}`,
          tone: 's1' as const,
          // What has no data has no values at all, as planned visitors of an open model.
          values: isEmpty && index === 1 ? [] : of,
          ...(held === undefined ? {} : { held }),
        })),
      })),
  );

const picture: fc.Arbitrary<Picture> = fc.record({
  standing: fc.constantFrom('running', 'ended'),
  state: fc.constantFrom('x', 'y'),
  title: fc.constant('t'),
  heading: fc.constant('h'),
  sections: fc.array(fc.constantFrom('<p>1</p>', '<p>2</p>'), { maxLength: 3 }),
  run: fc.record({
    judged: fc.array(fc.record({ from: fc.nat(2), to: fc.nat(2) }), { maxLength: 1 }),
    phases: fc.constant([]),
    marks: fc.constant([]),
  }),
  charts: fc.uniqueArray(chart, { selector: ({ id }) => id }),
});

test.prop([fc.array(picture, { minLength: 1, maxLength: 4 })])(
  'the page shows each picture once it has taken the changes that lead to it',
  (pictures) => {
    const changes = pictures.flatMap((next, index) => {
      const before = pictures[index - 1];
      const change = before === undefined ? whole(next) : changeBetween(before, next);
      return change ?? [];
    });
    const last = pictures.at(-1);
    expect(shownAfter(changes)).toEqual(last === undefined ? undefined : shownOf(last));
  },
);

it('a chart that grew is told by its new values alone', () => {
  const of = (values: number[]): Picture => ({
    standing: 'running',
    state: '',
    title: '',
    heading: '',
    sections: [],
    ...chartless,
    charts: [
      {
        id: 'a',
        title: '',
        caption: '',
        unit: 'ms',
        x: values.map((_, at) => at),
        series: [{ label: '', tone: 's1', values }],
      },
    ],
  });
  expect(changeBetween(of([5, 6, 7]), of([5, 6, 8, 9]))).toEqual({
    tails: [{ id: 'a', from: 2, x: [2, 3], values: [[8, 9]], held: [null] }],
  });
  expect(changeBetween(of([5]), of([5]))).toBeUndefined();
});
