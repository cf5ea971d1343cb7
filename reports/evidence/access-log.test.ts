import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Histogram, emptyHistogram } from '../../core/statistics/histogram.ts';
import { runFile } from '../../core/run-folder/path.ts';
import { accessLogReader } from './access-log.ts';

const origin = Date.UTC(2026, 6, 1, 8) / 1000;

function line(time: string, target: string): string {
  return `http 2026-07-01T${time}Z app/local/1 127.0.0.1:2817 ${target} 0.000 0.001 0.000 200 200 34 366 "GET http://h:80/a b HTTP/1.1" "curl/7.46.0" - - arn "Root=1" "-" "-" 0 2026-07-01T${time}Z "forward" "-" "-" "${target}" "200" "-" "-"`;
}

it('counts requests by target and slot, without those that reached no target and the one cut short', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bilancia-log-'));
  try {
    const lines = [
      line('08:00:00.186641', '10.0.0.1:80'),
      line('08:00:04.999999', '10.0.0.1:80'),
      line('08:00:05.000000', '10.0.0.1:80'),
      line('08:00:05.000000', '10.0.0.2:80'),
      line('07:59:59.000000', '10.0.0.2:80'),
      line('08:00:06.000000', '-'),
      'not a line of a log',
      '',
      line('08:00:07.000000', '10.0.0.3:80').slice(0, 40),
    ];
    await writeFile(runFile(folder, 'accessLog'), lines.join('\n'));
    const { log, read } = accessLogReader(folder, origin, 5);
    await read();
    const { targets, targetTimes } = log;
    expect(targets).toEqual(
      new Map([
        [
          '10.0.0.1:80',
          new Map([
            [0, 2],
            [1, 1],
          ]),
        ],
        [
          '10.0.0.2:80',
          new Map([
            [1, 1],
            [-1, 1],
          ]),
        ],
      ]),
    );
    const times = (slot: number): Pick<Histogram, 'n' | 'min' | 'max'> => {
      const merged = emptyHistogram();
      targetTimes.mergeInto(merged, slot, slot + 1);
      return { n: merged.n, min: merged.min, max: merged.max };
    };
    expect(times(-1)).toEqual({ n: 1, min: 1000, max: 1000 });
    expect(times(0)).toEqual({ n: 2, min: 1000, max: 1000 });
    expect(times(1)).toEqual({ n: 2, min: 1000, max: 1000 });
    expect(targetTimes.count(-Infinity, Infinity)).toBe(5);
  } finally {
    await rm(folder, { recursive: true });
  }
});
