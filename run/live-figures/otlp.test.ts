// @module-tag needs/python-programs
import { describe, expect, it, vi } from 'vitest';
import { add, emptyHistogram, toLine } from '../../core/statistics/histogram.ts';
import { startOtlpReceiver } from '../../tests/outside-tools/otlp-receiver.ts';
import { sendLiveFigures } from './otlp.ts';

const startedAt = Date.UTC(2026, 6, 1);

function line(name: string, outcome: 'ok' | 'failed', millis: readonly number[]) {
  const histogram = emptyHistogram();
  for (const one of millis) add(histogram, one * 1000);
  return toLine(histogram, { t: startedAt / 1000, name, outcome });
}

describe('live figures', () => {
  it('are totals that OpenTelemetry itself decodes', async () => {
    await using receiver = await startOtlpReceiver();
    const told: string[] = [];
    const figures = sendLiveFigures(
      { url: `${receiver.url}/api/v1/otlp/`, headers: { 'x-scope-orgid': 'us' } },
      { 'bilancia.run': 'r1' },
      startedAt,
      (text) => void told.push(text),
    );
    figures.seeHistogram(line('offers', 'ok', [0, 4, 20, 20, 700]));
    figures.seeHistogram(line('offers', 'ok', [90_000]));
    figures.seeHistogram(line('__proto__', 'failed', [1]));
    figures.seeSeries({
      t: 1,
      counters: { iterations: 2, 'bookings{outcome=refused}': 1 },
      gauges: { virtual_users: 40 },
    });
    figures.seeSeries({ t: 2, counters: { iterations: 3 }, gauges: { virtual_users: 41 } });
    await figures.close();
    expect(told).toEqual([]);
    // It answers before it has printed what it read.
    const [only] = await vi.waitUntil(
      () => {
        const all = receiver.metrics();
        return all.length > 0 && all;
      },
      { timeout: 30_000 },
    );
    expect(only?.path).toBe('/api/v1/otlp/v1/metrics');
    expect(only?.headers['x-scope-orgid']).toBe('us');
    const [resource] = only?.body.resourceMetrics ?? [];
    expect(resource?.resource).toEqual({
      attributes: [
        { key: 'service.name', value: { stringValue: 'bilancia' } },
        { key: 'bilancia.run', value: { stringValue: 'r1' } },
      ],
    });
    const metrics = resource?.scopeMetrics[0]?.metrics ?? [];
    expect(metrics.map(({ name }) => name)).toEqual([
      'bilancia.request.duration',
      'bilancia.iterations',
      'bilancia.bookings',
      'bilancia.virtual_users',
    ]);
    expect(metrics[0]).toMatchObject({
      unit: 's',
      histogram: {
        aggregationTemporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
        dataPoints: [
          {
            startTimeUnixNano: '1782864000000000000',
            count: '6',
            sum: 90.744,
            max: 90,
            bucketCounts: [
              '2',
              '0',
              '2',
              '0',
              '0',
              '0',
              '0',
              '0',
              '1',
              '0',
              '0',
              '0',
              '0',
              '0',
              '0',
              '0',
              '1',
            ],
            attributes: [
              { key: 'request.name', value: { stringValue: 'offers' } },
              { key: 'outcome', value: { stringValue: 'ok' } },
            ],
          },
          { count: '1' },
        ],
      },
    });
    expect(metrics[1]).toMatchObject({ sum: { isMonotonic: true, dataPoints: [{ asDouble: 5 }] } });
    expect(metrics[2]).toMatchObject({
      sum: {
        dataPoints: [{ attributes: [{ key: 'outcome', value: { stringValue: 'refused' } }] }],
      },
    });
    expect(metrics[3]).toMatchObject({ gauge: { dataPoints: [{ asDouble: 41 }] } });
  });

  it('that nobody takes are told once, and spoil nothing', async () => {
    const told: string[] = [];
    const figures = sendLiveFigures(
      { url: 'http://127.0.0.1:9', headers: {} },
      {},
      startedAt,
      (text) => void told.push(text),
    );
    figures.seeHistogram(line('offers', 'ok', [1]));
    await figures.close();
    expect(told).toEqual([
      expect.stringMatching(
        /^Live figures do not reach http:\/\/127\.0\.0\.1:9\/v1\/metrics: .*\.$/,
      ),
    ]);
  });
});
