import { expect, it } from 'vitest';
import { test } from '@fast-check/vitest';
import { placeRows } from './layout.ts';
import { arbitraryRows } from './testing/arbitrary-dashboard.ts';
import { overlaps } from './testing/overlap.ts';

test.prop([arbitraryRows])('no two widgets overlap, and none leaves the grid', (rows) => {
  const widgets = placeRows(rows);
  const places = widgets.map(({ place }) => place);
  expect(widgets).toHaveLength(rows.flat().length);
  expect(overlaps(places)).toEqual([]);
  expect(places.filter(({ x, width }) => x < 0 || x + width > 24)).toEqual([]);
});

it('a row goes from left to right and breaks at the edge, and the next begins below the highest', () => {
  const block = (width: number, height: number) =>
    ({ width, height, widget: { kind: 'text', markdown: 'x' } }) as const;
  const places = placeRows([[block(12, 2), block(8, 6), block(8, 3)], [block(24, 1)]]).map(
    ({ place }) => place,
  );
  expect(places).toEqual([
    { x: 0, y: 0, width: 12, height: 2 },
    { x: 12, y: 0, width: 8, height: 6 },
    { x: 0, y: 6, width: 8, height: 3 },
    { x: 0, y: 9, width: 24, height: 1 },
  ]);
});

it('the check for overlaps finds a planted one', () => {
  const place = { x: 0, y: 0, width: 8, height: 6 };
  expect(overlaps([place, { ...place, x: 8 }, { ...place, x: 7, y: 5 }])).toHaveLength(2);
});
