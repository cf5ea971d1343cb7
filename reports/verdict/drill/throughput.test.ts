import { describe, expect, it } from 'vitest';
import { add, emptyHistogram, toLine } from '../../../core/statistics/histogram.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { PhasePeriod } from '../../evidence/period.ts';
import { addToTable, emptyTable } from '../../evidence/request-table.ts';
import { throughputAround } from './throughput.ts';

const start = 1_800_000_000;
const faultAt = (start + 20) * 1000 + 400;

function phase(name: string, kind: PhasePeriod['kind'], from: number, to: number): PhasePeriod {
  const period = { from: start + from, to: start + to };
  return { name, kind, visitors: 20, period, lasted: period };
}

/** Answers a second by the second of the load. */
function seen(answersAt: (second: number) => number): Pick<Evidence, 'requests' | 'phases'> {
  const requests = emptyTable(start, 1);
  for (let second = 0; second < 60; second += 1) {
    const histogram = emptyHistogram();
    for (let nth = 0; nth < answersAt(second); nth += 1) add(histogram, 20_000);
    const line = { t: start + second, name: 'offers', outcome: 'ok' } as const;
    addToTable(requests, toLine(histogram, line));
  }
  const phases = [
    phase('ramp', 'ramp', 0, 5),
    phase('before', 'hold', 5, 20),
    phase('fault', 'fault', 20, 40),
    phase('after', 'hold', 40, 60),
  ];
  return { requests, phases };
}

describe('the answers that visitors get around a fault', () => {
  it('are back when a stretch has 95 % of them again', () => {
    const dip = seen((second) => (second >= 22 && second < 30 ? 5 : 25));
    expect(throughputAround(dip, faultAt)).toEqual({
      beforePerSecond: 25,
      worstPerSecond: 5,
      overSeconds: 5,
      backAfterMs: 9600,
    });
  });

  it('are not back where they stay away', () => {
    const gone = seen((second) => (second >= 22 ? 20 : 25));
    expect(throughputAround(gone, faultAt)).toMatchObject({ worstPerSecond: 20, backAfterMs: 0 });
    const halved = seen((second) => (second >= 22 ? 12 : 25));
    expect(throughputAround(halved, faultAt)).toMatchObject({ backAfterMs: null });
  });

  it('are counted for longer where they are few, so that chance does not look like a fault', () => {
    const few = seen((second) => (second % 5 === 0 ? 25 : 0));
    expect(throughputAround(few, faultAt)).toMatchObject({ overSeconds: 20, backAfterMs: 0 });
  });

  it('are not told where there were none before, or where the load ended with the fault', () => {
    expect(
      throughputAround(
        seen((second) => (second < 20 ? 0 : 25)),
        faultAt,
      ),
    ).toBeNull();
    expect(
      throughputAround(
        seen(() => 25),
        (start + 58) * 1000,
      ),
    ).toBeNull();
    expect(
      throughputAround(
        seen(() => 25),
        (start + 7) * 1000,
      ),
    ).toBeNull();
  });
});
