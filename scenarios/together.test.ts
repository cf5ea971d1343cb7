import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { SeriesLine } from '../core/run-folder/files/series.ts';
import type { EngineEnd, EngineReading, EngineRun, EngineSink } from './engine.ts';
import { silentSink } from './testing/silent-sink.ts';
import { together } from './together.ts';

const reading: EngineReading = { records: 10, malformed: 0, truncated: false };

interface Played {
  readonly lines?: readonly SeriesLine[];
  readonly end?: EngineEnd['kind'];
  readonly reading?: Partial<EngineReading>;
}

/** A process that writes these lines and then ends. */
function runOf({
  lines = [],
  end = 'completed',
  reading: read = {},
}: Played): EngineRun & { interrupted: boolean } {
  const run = {
    interrupted: false,
    pids: [1],
    record: async (sink: EngineSink) => {
      for (const line of lines) {
        await Promise.resolve();
        sink.series(line);
      }
      return { ...reading, ...read };
    },
    end: Promise.resolve({ kind: end, detail: `${end}.`, manifest: {} }),
    summary: () => Promise.resolve(undefined),
    ready: () => Promise.resolve(5),
    interrupt: () => {
      run.interrupted = true;
    },
  };
  return run;
}

async function seriesOf(...processes: (readonly SeriesLine[])[]): Promise<SeriesLine[]> {
  const seen: SeriesLine[] = [];
  const group = together(processes.map((lines) => runOf({ lines })));
  await group.record({ ...silentSink, series: (line) => seen.push(line) });
  return seen;
}

const seconds = fc.array(fc.record({ requests: fc.nat(50), users: fc.nat(50) }), { maxLength: 8 });

test.prop([fc.array(seconds, { minLength: 1, maxLength: 4 })])(
  'what all processes count in a second is one line of it, in order of time',
  async (processes) => {
    const lines = processes.map((own) =>
      own.map(({ requests, users }, t) => ({
        t,
        counters: { requests },
        gauges: { virtual_users: users },
      })),
    );
    const seen = await seriesOf(...lines);
    const longest = Math.max(...processes.map((own) => own.length));
    expect(seen.map(({ t }) => t)).toEqual(Array.from({ length: longest }, (_, t) => t));
    for (const { t, counters } of seen) {
      const sum = processes.reduce((total, own) => total + (own[t]?.requests ?? 0), 0);
      expect(counters['requests']).toBe(sum);
    }
  },
);

describe('processes that play together', () => {
  it('have as many virtual users in a second as they had last', async () => {
    const line = (t: number, users?: number): SeriesLine => ({
      t,
      counters: {},
      gauges: users === undefined ? {} : { virtual_users: users },
    });
    const seen = await seriesOf(
      [line(1, 3), line(2), line(3, 5)],
      [line(1, 10), line(2, 20), line(3, 30)],
    );
    expect(seen.map(({ gauges }) => gauges['virtual_users'])).toEqual([13, 23, 35]);
  });

  it('add up what could not be read of each', async () => {
    const first = { line: 7, reason: 'no number' };
    const group = together([
      runOf({}),
      runOf({ reading: { malformed: 2, firstMalformed: first, truncated: true } }),
    ]);
    expect(await group.record(silentSink)).toEqual({
      records: 20,
      malformed: 2,
      firstMalformed: first,
      truncated: true,
    });
    expect(await group.ready()).toBe(10);
  });

  it.each<[EngineEnd['kind'], EngineEnd['kind'][]]>([
    ['completed', ['completed', 'completed']],
    ['killed', ['completed', 'killed', 'interrupted']],
    ['rejected', ['interrupted', 'rejected']],
    ['interrupted', ['completed', 'interrupted']],
  ])('end as %s when they end as %j', async (expected, kinds) => {
    const runs = kinds.map((end) => runOf({ end }));
    const end = await together(runs).end;
    expect(end.kind).toBe(expected);
    expect(runs.some(({ interrupted }) => interrupted)).toBe(expected !== 'completed');
  });
});
