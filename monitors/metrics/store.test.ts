import { fc, it as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { exactValues } from './buckets.ts';
import { createMetricStore } from './store.ts';

const begin = Date.UTC(2026, 0, 1);
const minute = 60_000;
const latency = { namespace: 'App', metricName: 'Latency' };

describe('a metric store', () => {
  it('gives a statistic of any stretch of time', () => {
    const store = createMetricStore();
    for (const [index, value] of [1, 2, 3].entries())
      store.add({ ...latency, at: begin + index * minute + 999, value });
    const sum = { ...latency, stat: 'Sum', period: 60 };
    expect(store.datapoint(sum, begin, 60)).toEqual({ value: 1, sampleCount: 1 });
    expect(store.datapoint(sum, begin + minute, 120)).toEqual({ value: 5, sampleCount: 2 });
    expect(store.datapoint(sum, begin + 3 * minute, 60)).toBeUndefined();
    expect(store.datapoint({ ...sum, metricName: 'Other' }, begin, 60)).toBeUndefined();
    expect(store.datapoint({ ...sum, stat: 'median' }, begin, 60)).toBeUndefined();
  });

  it('tells metrics apart by dimensions, in any order', () => {
    const store = createMetricStore();
    store.add({ ...latency, at: begin, value: 1, dimensions: { a: '1', b: '2' } });
    const metric = { ...latency, stat: 'Sum', period: 60 };
    expect(store.datapoint({ ...metric, dimensions: { b: '2', a: '1' } }, begin, 60)?.value).toBe(
      1,
    );
    expect(store.datapoint({ ...metric, dimensions: { a: '1' } }, begin, 60)).toBeUndefined();
    expect(store.datapoint(metric, begin, 60)).toBeUndefined();
    expect([store.has({ ...metric, dimensions: { b: '2', a: '1' } }), store.has(metric)]).toEqual([
      true,
      false,
    ]);
  });

  it('counts observations of the unit that is asked for, or of all', () => {
    const store = createMetricStore();
    store.add({ ...latency, at: begin, value: 1, unit: 'Seconds' });
    store.add({ ...latency, at: begin, value: 10 });
    const sum = { ...latency, stat: 'Sum', period: 60 };
    expect(store.datapoint(sum, begin, 60)?.value).toBe(11);
    expect(store.datapoint({ ...sum, unit: 'Seconds' }, begin, 60)?.value).toBe(1);
    expect(store.datapoint({ ...sum, unit: 'None' }, begin, 60)?.value).toBe(10);
    expect(store.datapoint({ ...sum, unit: 'Bytes' }, begin, 60)).toBeUndefined();
  });

  it('takes no value that is no finite number', () => {
    const store = createMetricStore();
    store.add({ ...latency, at: begin, value: NaN });
    store.add({ ...latency, at: begin, value: Infinity });
    store.add({ ...latency, at: begin, value: 1, count: 0 });
    expect(store.has({ ...latency, stat: 'Sum', period: 60 })).toBe(false);
  });

  it('keeps metrics of high resolution per second', () => {
    const store = createMetricStore({
      highResolution: ({ metricName }) => metricName === 'Latency',
    });
    store.add({ ...latency, at: begin + 15_000, value: 1 });
    store.add({ namespace: 'App', metricName: 'Slow', at: begin + 15_000, value: 1 });
    const sum = { ...latency, stat: 'Sum', period: 10 };
    expect([0, 10, 20].map((from) => store.datapoint(sum, begin + from * 1000, 10)?.value)).toEqual(
      [undefined, 1, undefined],
    );
    expect(store.datapoint({ ...sum, metricName: 'Slow' }, begin, 10)?.value).toBe(1);
    expect(store.datapoint(sum, begin - minute * 60, 7200)?.value).toBe(1);
  });

  it('keeps percentiles within 0.05 % however many different values come', () => {
    const store = createMetricStore();
    const count = 20 * exactValues;
    for (let index = 1; index <= count; index += 1)
      store.add({ ...latency, at: begin, value: index + 0.123456 });
    const p90 = store.datapoint({ ...latency, stat: 'p90', period: 60 }, begin, 60)?.value ?? NaN;
    expect(Math.abs(p90 / (count * 0.9) - 1)).toBeLessThan(0.0005);
  });

  it('keeps no single values of metrics that nobody wants percentiles of', () => {
    const store = createMetricStore({ distributions: () => false });
    store.add({ ...latency, at: begin, value: 1 });
    expect(store.datapoint({ ...latency, stat: 'p90', period: 60 }, begin, 60)).toBeUndefined();
    expect(store.datapoint({ ...latency, stat: 'Average', period: 60 }, begin, 60)?.value).toBe(1);
  });

  const observation = fc.record({ offset: fc.nat(300), value: fc.integer({ min: -5, max: 5 }) });

  property.prop([
    fc.array(observation),
    fc.nat(300),
    fc.nat(300),
    fc.constantFrom('Sum', 'Minimum', 'Maximum', 'SampleCount'),
  ])('gives what the observations of the time give', (observations, start, minutes, stat) => {
    const store = createMetricStore();
    for (const { offset, value } of observations)
      store.add({ ...latency, at: begin + offset * minute, value });
    const within = observations
      .filter(({ offset }) => offset >= start && offset < start + minutes)
      .map(({ value }) => value);
    const expected = {
      Sum: within.reduce((total, value) => total + value, 0),
      Minimum: Math.min(...within),
      Maximum: Math.max(...within),
      SampleCount: within.length,
    }[stat];
    const got = store.datapoint(
      { ...latency, stat, period: 60 },
      begin + start * minute,
      minutes * 60,
    );
    expect(got?.value).toBe(within.length === 0 ? undefined : expected + 0);
  });
});
