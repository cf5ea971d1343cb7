import { expect, it } from 'vitest';
import { heldDrill } from '../../testing/synthetic-drill.ts';
import { spansOf } from './spans.ts';

const startedAt = Date.parse('2027-07-20T10:00:00.000Z');

function spansIn(change: (drill: ReturnType<typeof heldDrill>) => void) {
  const drill = heldDrill(startedAt);
  change(drill);
  const { journal, events } = drill;
  return spansOf({
    loadStart: startedAt / 1000,
    drill: { journal, problem: undefined, events, unreadable: 0 },
  });
}

const rounded = (spans: ReturnType<typeof spansIn>) =>
  spans.map(({ name, lane, from, to }) => [name, lane, from.toFixed(1), to.toFixed(1)]);

it('shows the fault until it is undone, the recovery after it, and how the writer changed meanwhile', () => {
  const spans = spansIn(({ journal }) => {
    const [, looked] = journal.run;
    if (looked === undefined) throw new Error('nothing was looked at');
    const at = (ms: number): string => new Date(startedAt + ms).toISOString();
    journal.rollbacks = [
      { ...looked, start: at(12_000), end: at(12_100) },
      { ...looked, start: at(12_100), end: at(15_500) },
    ];
  });
  expect(rounded(spans)).toEqual([
    ['fault', 0, '10.0', '12.0'],
    ['detection', 1, '10.0', '10.1'],
    ['promotion', 1, '10.1', '10.4'],
    ['flip', 1, '10.4', '11.4'],
    ['recovery', 0, '12.0', '15.5'],
  ]);
});

it('shows nothing of a step that has not come to pass', () => {
  const spans = spansIn(({ journal }) => {
    journal.bilancia.failovers = journal.bilancia.failovers.map((one) => ({
      ...one,
      promotedAt: null,
      flippedAt: null,
    }));
  });
  expect(rounded(spans)).toEqual([
    ['fault', 0, '10.0', '10.2'],
    ['detection', 1, '10.0', '10.1'],
    // The last write of the careful client that failed.
    ['recovery', 0, '10.2', '11.9'],
  ]);
});

it('shows nothing of a drill that broke nothing', () => {
  expect(
    spansIn(({ journal }) => {
      journal.run = [];
      journal.bilancia.failovers = [];
    }),
  ).toEqual([]);
});
